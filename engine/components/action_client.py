"""The way to the service's actions: one kept connection, a short time limit, and the domain sent only when asked for."""

import hashlib
import json
from typing import Any, Dict, Optional, Text

import aiohttp
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

TIMEOUT_SECONDS = 10.0
_MISSING_DOMAIN = 449


class ActionClient(EndpointConfig):
    """Rasa's endpoint with what it lacks.

    Rasa opens a connection per call, waits up to 300 s, and sends the whole domain with every validation; newer
    action servers remember the domain under a digest and answer 449 when they want it.
    """

    def __init__(self, endpoint: EndpointConfig, domain: Domain) -> None:
        """Takes address and headers from `endpoint`."""
        super().__init__(
            url=endpoint.url, params=endpoint.params, headers=endpoint.headers, basic_auth=endpoint.basic_auth,
            token=endpoint.token, token_name=endpoint.token_name, cafile=endpoint.cafile, **endpoint.kwargs,
        )  # fmt: skip
        # With this key Rasa itself leaves the domain out, except for validations.
        self.kwargs["enable_selective_domain"] = True
        self._domain = domain.as_dict()
        serialised = json.dumps(self._domain, sort_keys=True, default=str)
        self._digest = hashlib.sha256(serialised.encode("utf-8")).hexdigest()
        self._session: Optional[aiohttp.ClientSession] = None

    async def request(self, method: Text = "post", **kwargs: Any) -> Optional[Any]:  # type: ignore[override]
        """Calls an action; raises ClientResponseError for 4xx and 5xx, aiohttp's errors and TimeoutError otherwise."""
        body = {**kwargs["json"], "domain_digest": self._digest}
        body.pop("domain", None)
        try:
            return await self._send(method, body)
        except ClientResponseError as error:
            if error.status != _MISSING_DOMAIN:
                raise
        return await self._send(method, {**body, "domain": self._domain})

    async def close(self) -> None:
        """Closes the kept connection."""
        if self._session is not None:
            await self._session.close()

    async def _send(self, method: Text, body: Dict[Text, Any]) -> Optional[Any]:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                headers=self.headers, timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            )
        async with self._session.request(
            method, self.url, json=body, params=self.combine_parameters()
        ) as response:
            content = await response.read()
            if response.status >= 400:
                raise ClientResponseError(
                    response.status, response.reason, content.decode("utf-8", "replace")
                )
            return json.loads(content)
