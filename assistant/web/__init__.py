"""The terminal interface in a web page (`jixiao serve`): a small server, one process of the program behind each page."""
