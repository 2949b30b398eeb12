"""Where composites go: virtual camera, video file, folder of pictures. Nothing here knows a camera."""
