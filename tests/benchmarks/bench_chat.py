"""A question in a running conversation over the shipped corpus: understood, looked up, worded."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

from timing import bare_start, line, seconds, setting

CONVERSATIONS = (
    ("哪些项目预算超过100万", "其中最高的是哪个", "它的数量指标有哪些"),
    ("干部教育培训经费的总额是多少", "主管部门呢", "那人才工作经费呢"),
    ("一共有多少个项目", "合计多少钱", "平均每个项目多少"),
    ("预算在20万到50万之间的项目有哪些", "第二个的年度目标是什么"),
    ("金额排前三的项目", "最少的是哪个"),
    ("乡村整治专项资金比村集体经济发展专项资金多多少",),
    ("社区党务工作者津贴有没有超过100万",),
    ("哪些项目提到了慰问", "跟老年大学有关的项目"),
    ("人才工作经费的质量指标", "满意度指标是多少"),
    ("满意度低于95%的项目有哪些", "成本指标里按人计算的有哪些"),
    ("没有其他资金的项目有几个", "不低于一百万的呢"),
    ("今天天气怎么样", "帮我看看"),
)
TIMES = 15


def main() -> None:
    """Prints the median and the worst over all questions, and the slowest ones by name."""
    with tempfile.TemporaryDirectory() as folder:
        environment = setting(Path(folder))
        os.environ.update(environment)
        from assistant.model.conversation import Conversation
        from assistant.tasks.converse import converse
        from assistant.tasks.workspace import open_workspace

        yardstick = bare_start(environment)
        figures: dict[str, list[float]] = {}
        with open_workspace(tell=lambda _: None) as workspace:
            for turn in range(TIMES + 1):
                for utterances in CONVERSATIONS:
                    conversation = Conversation()
                    for utterance in utterances:

                        def ask(utterance: str = utterance, before: Conversation = conversation) -> None:
                            nonlocal conversation
                            _, conversation = converse(workspace, before, utterance)

                        figure = seconds(ask)
                        if turn:
                            figures.setdefault(utterance, []).append(figure)
        medians = {utterance: statistics.median(each) for utterance, each in figures.items()}
        print(line(f"a question in a conversation ({len(medians)} questions)", medians.values(), yardstick))
        print(line("the same, every single one", [figure for each in figures.values() for figure in each], yardstick))
        for utterance in sorted(medians, key=lambda one: -medians[one])[:3]:
            print(f"  slowest: {utterance} {medians[utterance] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
