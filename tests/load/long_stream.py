"""A million small articles on one stream: all answered in order, in the memory of the first thousand."""

from figures import at_least, at_most, exactly, info
from load_client import run_load
from process_figures import Sampler, spread
from server_process import ServerProcess


def run(setup):
    articles, seconds = (1_000_000, 3600) if setup.long else (1_000_000, 20)
    with ServerProcess(setup, name="stream") as server:
        with Sampler(server.pid) as sampler:
            report = run_load(
                setup,
                server.target,
                method="stream",
                closed=64,
                seconds=seconds,
                calls_max=articles,
                article_bytes=120,
                spans_only=True,
            )
        open_after = server.wait_for_metric("isnad_streams_open", lambda value: value == 0, within_s=5)[1]
    rss = [sample.rss_bytes / (1 << 20) for sample in sampler.after(0.15)]
    return [
        at_least("articles answered", report["results"].get("OK", 0), articles if setup.long else 1000),
        info("rate", report["goodput_per_s"], "/s"),
        exactly("answered otherwise or in another order", report["sent"] - report["results"].get("OK", 0), 0),
        exactly("streams", sum(report["streams"].values()), 1),
        exactly("ended well", report["streams"].get("OK", 0), 1),
        exactly("streams open afterwards", open_after, 0),
        at_most("memory, most over least", 1 + spread(rss), 1.1),
        info("memory", max(rss), "MiB"),
    ]
