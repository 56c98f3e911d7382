"""Past projects like a described one (相似项目): pure ranking over candidates that somebody else fetched."""
