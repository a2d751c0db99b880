"""Rasa's rule policy without its own meaning of the intents restart, back and session_start."""

from __future__ import annotations

from typing import Optional, Set, Text, Tuple

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class NoticeRules(RulePolicy):
    """Rules, and nothing that overrules them.

    Rasa answers the intent "restart" with action_restart whatever the rules say; here a wish to start again is
    asked back by the claim's own dialogue.
    """

    @staticmethod
    def _default_sources() -> Set[Text]:
        return set()

    @staticmethod
    def _find_action_from_default_actions(
        tracker: DialogueStateTracker,
    ) -> Tuple[Optional[Text], Optional[Text]]:
        return None, None
