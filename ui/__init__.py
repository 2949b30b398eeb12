"""The desktop window of vcam: shows and steers a live session, never touches a picture of the user."""
