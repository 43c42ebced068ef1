"""help.*: what clients ask before anything else."""

from datetime import timedelta
from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.wire.peers import DATA_CENTRE

LIMITS = {
    "chat_size_max": 200,
    "megagroup_size_max": 200_000,
    "forwarded_count_max": 100,
    "online_update_period_ms": 210_000,
    "offline_blur_timeout_ms": 5_000,
    "offline_idle_timeout_ms": 30_000,
    "online_cloud_timeout_ms": 300_000,
    "notify_cloud_delay_ms": 30_000,
    "notify_default_delay_ms": 1_500,
    "push_chat_period_ms": 60_000,
    "push_chat_limit": 2,
    "edit_time_limit": 172_800,
    "revoke_time_limit": 2_147_483_647,
    "revoke_pm_time_limit": 2_147_483_647,
    "rating_e_decay": 2_419_200,
    "stickers_recent_limit": 200,
    "channels_read_media_period": 604_800,
    "call_receive_timeout_ms": 20_000,
    "call_ring_timeout_ms": 90_000,
    "call_connect_timeout_ms": 30_000,
    "call_packet_timeout_ms": 10_000,
    "caption_length_max": 1_024,
    "message_length_max": 4_096,
    "webfile_dc_id": DATA_CENTRE,
}


def get_config(call: Call, _request: Any) -> Any:
    """The one data centre there is, and Telegram's limits."""
    now = call.world.now()
    return types.Config(
        date=now,
        expires=now + timedelta(hours=1),
        test_mode=False,
        this_dc=DATA_CENTRE,
        dc_options=[types.DcOption(DATA_CENTRE, call.server.host, call.server.port)],
        dc_txt_domain_name="",
        me_url_prefix="https://t.me/",
        **LIMITS,
    )


def get_nearest_dc(_call: Call, _request: Any) -> Any:
    """The one there is."""
    return types.NearestDc("UA", DATA_CENTRE, DATA_CENTRE)


def get_app_config(_call: Call, _request: Any) -> Any:
    """Nothing special."""
    return types.help.AppConfig(1, types.JsonObject([]))


METHODS = table(
    Callers.ANYBODY,
    {
        functions.help.GetConfigRequest: get_config,
        functions.help.GetNearestDcRequest: get_nearest_dc,
        functions.help.GetAppConfigRequest: get_app_config,
    },
)
