"""The Bi-layer networks: one module per network, put together by `build`, kept on disk by `checkpoint`."""
