"""What the window shows and decides, without a widget: testable state and the actions on it."""
