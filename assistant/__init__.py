"""jixiao (绩效): questions, drafts and reviews for project performance-goal tables (项目支出绩效目标表)."""

__version__ = "0.1.0"
