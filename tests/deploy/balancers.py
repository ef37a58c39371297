"""Ways from callers to several servers: a balancer of HTTP/2 in between, or the client itself, which knows all addresses."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
START_S = 10

# The shipped files, deploy/balancer, listen and look for their servers at these addresses.
SHIPPED_LISTEN = "127.0.0.1:50051"
SHIPPED_SERVER = re.compile(r"^( *server (?:isnad-\d )?)10\.0\.0\.1(\d):50051(.*?)( port 9464)?(;?)$", re.M)

# What the shipped file of nginx is included by; Debian's own would write to /var and listen on port 80.
NGINX = """\
worker_processes 1;
user root;
pid {folder}/nginx.pid;
events {{ worker_connections 4000; }}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{shipped}
}}
"""


def shipped(file, port, replicas):
    """A file of deploy/balancer with the addresses of these replicas; all else is as it is shipped."""
    with open(os.path.join(ROOT, "deploy/balancer", file), encoding="utf-8") as opened:
        text = opened.read()

    def server(match):
        replica = replicas[int(match[2]) - 1]
        return f"{match[1]}{replica.target}{match[3]}" + (f" port {replica.admin_port}" if match[4] else "") + match[5]

    assert SHIPPED_LISTEN in text, f"{file} listens elsewhere"
    text, count = SHIPPED_SERVER.subn(server, text.replace(SHIPPED_LISTEN, f"127.0.0.1:{port}"))
    assert count == len(replicas), f"{file} has {count} servers"
    return text


def haproxy_config(port, replicas, folder):
    del folder
    return shipped("haproxy.cfg", port, replicas)


def nginx_config(port, replicas, folder):
    return NGINX.format(folder=folder, shipped=shipped("nginx.conf", port, replicas))


CONFIGS = {"haproxy": haproxy_config, "nginx": nginx_config}


def program(name):
    """Its path, or None where it is not installed; sbin is not on everybody's path."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def command(name, path, folder, *, check=False):
    if name == "haproxy":
        return [program(name), "-f", path, "-c" if check else "-db"]
    return [program(name), "-e", "stderr", "-p", folder, "-c", path, *(["-t"] if check else ["-g", "daemon off;"])]


def write_config(name, port, replicas, folder):
    path = os.path.join(folder, f"{name}.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CONFIGS[name](port, replicas, folder))
    return path


def wait_until_open(process, port):
    end = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the balancer does not listen")


class Balancer:
    """One that runs. take_out() and put_back() are what deploy/balancer/README.md says of a restart: nothing for those that ask
    for health by themselves."""

    def __init__(self, target):
        self.target = target

    def take_out(self, replica):
        pass

    def put_back(self, replica):
        pass


class Nginx(Balancer):
    """Asks nobody for health: a server is marked as down before it stops."""

    def __init__(self, target, process, path):
        super().__init__(target)
        self.process = process
        self.path = path

    def take_out(self, replica):
        self._exchange(f"{replica.target} ", f"{replica.target} down ")
        replica.wait_until_quiet()

    def put_back(self, replica):
        self._exchange(f"{replica.target} down ", f"{replica.target} ")

    def _exchange(self, old, new):
        with open(self.path, encoding="utf-8") as file:
            text = file.read()
        assert text.count(old) == 1, f"{old} is in {self.path} {text.count(old)} times"
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))
        self.process.send_signal(signal.SIGHUP)  # nginx -s reload


@contextlib.contextmanager
def running(name, port, replicas, folder):
    """The balancer, while it runs. `client` is none: the target has all addresses."""
    if name == "client":
        yield Balancer("ipv4:" + ",".join(replica.target for replica in replicas))
        return
    path = write_config(name, port, replicas, folder)
    with open(os.path.join(folder, f"{name}.log"), "wb") as log:
        process = subprocess.Popen(command(name, path, folder), stdout=log, stderr=log)
    try:
        wait_until_open(process, port)
        target = f"127.0.0.1:{port}"
        yield Nginx(target, process, path) if name == "nginx" else Balancer(target)
    finally:
        process.terminate()
        process.wait()


def service_config(name, root, folder):
    """The shipped one; behind a balancer without its health check. That watches one server, whichever the balancer chose, and
    would take the whole balancer for ill when this one drains. Health is the balancer's own business there."""
    shipped = os.path.join(root, "client/service_config.json")
    if name == "client":
        return shipped
    with open(shipped, encoding="utf-8") as file:
        config = json.load(file)
    del config["healthCheckConfig"]
    path = os.path.join(folder, "service_config.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file)
    return path
