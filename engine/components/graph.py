"""The trained graph as plain calls: Rasa asks dask to plan the same few steps anew for every prediction."""

from typing import Any, Dict, List, Text, Tuple

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner


class Steps:
    """The nodes that lead to one target, in the order in which they run."""

    def __init__(self, runner: DaskGraphRunner, target: Text) -> None:
        """Plans once; the runner's components are shared, not copied."""
        self._target = target
        self._nodes: List[Tuple[Text, GraphNode, Dict[Text, Text]]] = []
        schema = runner._graph_schema.minimal_graph_schema([target])
        pending = {name: set(node.needs.values()) & set(schema.nodes) for name, node in schema.nodes.items()}
        while pending:
            ready = sorted(name for name, needs in pending.items() if not needs)
            for name in ready:
                del pending[name]
                self._nodes.append((name, runner._instantiated_nodes[name], schema.nodes[name].needs))
            pending = {name: needs - set(ready) for name, needs in pending.items()}

    def run(self, **inputs: Any) -> Any:
        """The target's output, given the graph's inputs by name."""
        results = dict(inputs)
        for name, node, needs in self._nodes:
            arguments = {parameter: results[provider] for parameter, provider in needs.items()}
            results[name] = node._fn(node._component, **arguments)
        return results[self._target]


def before(runner: DaskGraphRunner, target: Text) -> Text:
    """The node whose messages `target` receives."""
    return runner._graph_schema.nodes[target].needs["messages"]
