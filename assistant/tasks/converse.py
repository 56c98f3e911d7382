"""One utterance of a conversation: understood, looked up, answered.

The conversation is a value that goes in and comes out, so that one question on the command line, a chat on a pipe, the terminal
interface and the tests drive the same function.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from assistant.answers.companions import companions, is_stated, to_run
from assistant.answers.compose import compose, compose_other, together
from assistant.answers.kinds.findings import too_many
from assistant.answers.layout import WIDTH
from assistant.model.conversation import Conversation, Turn
from assistant.model.fields import Subject
from assistant.model.interpretation import (
    Ambiguous,
    DraftEdits,
    DraftRequest,
    DraftTrouble,
    Interpretation,
    Obstacle,
    Several,
    Understood,
)
from assistant.model.query import Query, Result
from assistant.model.reply import Reply, Status
from assistant.questions.interpret import interpret, projects_in, turn_of
from assistant.questions.lexicon import says
from assistant.tasks.workspace import Workspace

REMEMBERED = 200
"""As many projects and rows of an answer as a following question can point at one by one."""
BESIDE = 20
"""As many members as the queries beside an answer fetch."""


def converse(
    workspace: Workspace, conversation: Conversation, utterance: str, *, width: int = WIDTH
) -> tuple[Reply, Conversation]:
    """The answer to an utterance, and the conversation with it; `width` is the screen's, for rows laid out in columns.

    Raises DamagedArchive where the archive cannot be read.
    """
    about_draft = _about_draft(workspace, conversation, utterance, width)
    if about_draft is not None:
        return about_draft
    meaning = _interpreted(workspace, conversation, utterance)
    of_draft = _left_to_draft(workspace, conversation, utterance, meaning, width)
    if of_draft is not None:
        return of_draft
    if isinstance(meaning, Several):
        answered = _each(workspace, conversation, utterance, meaning, width)
        if answered is not None:
            return answered
        meaning = meaning.otherwise
    return _answer(workspace, conversation, utterance, meaning, width)


def _about_draft(
    workspace: Workspace, conversation: Conversation, utterance: str, width: int
) -> tuple[Reply, Conversation] | None:
    """The reply to what is said to the draft in hand, or to drafts in general; None where it is a question to the archive."""
    talk = conversation.talk
    free = talk.hand is None and not talk.choices
    begins = not any(turn.query is not None for turn in conversation.turns) and says(utterance, "draft_change")
    if free and not begins and not says(utterance, "speaks_of_drafts"):
        return None
    from assistant.questions.drafts.talk import asks_for_drafts, changes_something, draft_meaning, named_choice, picked_choice
    from assistant.tasks.draft_talk import Scene, pick_brief, work_on_draft

    scene = Scene(workspace, conversation, utterance, width)
    choice = picked_choice(utterance, talk.choices) or named_choice(utterance, talk.choices, workspace.knowledge)
    if choice is not None and choice.brief is not None:
        return pick_brief(scene, choice)
    meaning = draft_meaning(utterance, conversation, workspace.knowledge)
    if meaning is None and free and begins and changes_something(utterance):
        meaning = DraftTrouble(Obstacle.NO_DRAFT, utterance)
    if meaning is None and asks_for_drafts(utterance) and not workspace.store.adopted_years():
        from assistant.model.edit import ListDrafts

        meaning = DraftEdits((ListDrafts(),))
    return None if meaning is None else work_on_draft(scene, meaning)


def _left_to_draft(
    workspace: Workspace, conversation: Conversation, utterance: str, meaning: Interpretation, width: int
) -> tuple[Reply, Conversation] | None:
    """The reply to what is plainly no question to the archive while a draft is in hand."""
    if conversation.talk.hand is None:
        return None
    from assistant.questions.drafts.talk import left_to_draft
    from assistant.tasks.draft_talk import Scene, work_on_draft

    found = left_to_draft(utterance, conversation, meaning)
    if found is None:
        return None
    reply, after = work_on_draft(Scene(workspace, conversation, utterance, width), found)
    beside = isinstance(found, DraftTrouble) and says(utterance, "question_words")
    return (replace(reply, status=Status.OUT_OF_SCOPE) if beside else reply), after


def _interpreted(workspace: Workspace, conversation: Conversation, utterance: str) -> Interpretation:
    """What a question means; adopted drafts take part where it names them or their year."""
    hand = conversation.talk.hand
    if hand is not None:
        from assistant.questions.drafts.talk import about_archive

        utterance = about_archive(utterance, hand)
    years = workspace.store.adopted_years()
    if not years:
        return interpret(utterance, conversation, workspace.knowledge)
    from assistant.questions.drafts.adopted import interpret_with_drafts

    return interpret_with_drafts(utterance, conversation, workspace.knowledge, workspace.store.knowledge(drafts=True), years)


def _each(
    workspace: Workspace, conversation: Conversation, utterance: str, several: Several, width: int
) -> tuple[Reply, Conversation] | None:
    """The answers to the questions of one sentence, asked one after the other; None where they come to nothing."""
    replies: list[Reply] = []
    for part in several.parts:
        meaning = _interpreted(workspace, conversation, part)
        whole = meaning.otherwise if isinstance(meaning, Several) else meaning
        reply, conversation = _answer(workspace, conversation, part, whole, width)
        replies.append(reply)
        if replies[0].status not in (Status.ANSWERED, Status.NOT_FOUND):
            return None
    if not any(reply.status is Status.ANSWERED for reply in replies):
        return None
    return together(utterance, replies), conversation


def _answer(
    workspace: Workspace, conversation: Conversation, utterance: str, meaning: Interpretation, width: int
) -> tuple[Reply, Conversation]:
    """The reply to what one question means."""
    facts = workspace.facts
    turn = turn_of(utterance, meaning)
    if not isinstance(meaning, Understood):
        drafted = _drafted(workspace, conversation, utterance, meaning, width)
        if drafted is not None:
            return drafted
        reply = compose_other(utterance, meaning, facts)
        return reply, conversation.then(replace(_pointing_on(turn, conversation), draft=reply.draft))
    result = _found(workspace, meaning.query)
    if result is None:
        reply = too_many(utterance, meaning)
        return reply, conversation.then(_pointing_on(turn, conversation))
    beside = {
        key: workspace.store.run(query, limit=BESIDE)
        for key, query in companions(meaning.query).items()
        if is_stated(key, result)
    }
    reply = compose(utterance, meaning, result, beside, facts=facts, width=width)
    return reply, conversation.then(_remembering(turn, result, reply))


def _found(workspace: Workspace, query: Query) -> Result | None:
    """What the query finds; None where it asks for findings of more tables than can be reviewed meanwhile."""
    query = to_run(query)
    if not query.speaks_of_findings:
        return workspace.store.run(query)
    from assistant.tasks.review_questions import run_with_review

    return run_with_review(workspace, query)


def _drafted(
    workspace: Workspace, conversation: Conversation, utterance: str, meaning: Interpretation, width: int
) -> tuple[Reply, Conversation] | None:
    """A new table that is wished for, or why a change cannot be made without one; None for any other utterance."""
    if not isinstance(meaning, DraftRequest) and conversation.talk.hand is not None:
        return None
    from assistant.tasks.draft_talk import Scene, make_draft, work_on_draft

    scene = Scene(workspace, conversation, utterance, width)
    if isinstance(meaning, DraftRequest):
        return make_draft(scene, meaning)
    from assistant.questions.drafts.talk import changes_something

    if isinstance(meaning, Ambiguous) or not changes_something(utterance):
        return None
    return work_on_draft(scene, DraftTrouble(Obstacle.NO_DRAFT, utterance))


def _remembering(turn: Turn, result: Result, reply: Reply) -> Turn:
    """The turn with what its answer listed, in that order."""
    named = {row.key: (row.project, row.year) for row in (*result.tables, *result.versus_tables)}
    entries = tuple((entry.project, entry.year) for entry in reply.projects) or tuple(named.values())
    projects = tuple(dict.fromkeys(entries))
    same = len(entries) > len(projects) and Counter(entries) == Counter(named.values())
    is_cut = result.query.selection.subject is Subject.PROJECT and result.count > len(result.tables) > 0
    rows = tuple((row.project, row.year, row.level2, row.level3) for row in result.rows[:REMEMBERED])
    return replace(
        turn,
        projects=projects[:REMEMBERED],
        listed=entries[:REMEMBERED] if same else (),
        tables=result.count if is_cut else len(entries) if same or len(projects) > REMEMBERED else 0,
        rows=rows,
        leading=_leading(result),
    )


def _leading(result: Result) -> tuple[str, ...]:
    """The groups that stand first where groups are ranked; () where they are not."""
    grouping = result.query.grouping
    if grouping is None or grouping.descending is None or not result.groups:
        return ()
    if grouping.places is not None:
        return tuple(group.key for group in result.groups)
    return tuple(group.key for group in result.groups if group.value == result.groups[0].value)


def _pointing_on(turn: Turn, conversation: Conversation) -> Turn:
    """A turn without an answer leaves 它 and 这些 pointing where they pointed before."""
    if turn.query is None or turn.projects:
        return turn
    named = turn.query.selection.where
    pointed = projects_in(turn.query)
    if pointed:
        return replace(turn, projects=pointed)
    before = next((earlier for earlier in reversed(conversation.turns) if earlier.projects), None)
    return turn if named is not None or before is None else replace(turn, projects=before.projects)
