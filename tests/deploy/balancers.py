"""Ways from callers to several servers: a balancer of HTTP/2 in between, or the client itself, which knows all addresses."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time

START_S = 10

# Health by the admin listener: a server that drains says 503 at once and answers calls for drain_delay_ms more, which is
# time enough for a check every 200 ms. A call that meets a closed port goes to another server; what breaks in the middle
# is answered with 502, UNAVAILABLE to a gRPC client, which repeats it.
HAPROXY = """\
global
  maxconn 4000
defaults
  mode http
  timeout connect 1s
  timeout client 60s
  timeout server 60s
  timeout http-request 60s
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
frontend calls
  bind 127.0.0.1:{port} proto h2
  default_backend isnad
backend isnad
  balance roundrobin
  option httpchk GET /readyz
  http-check expect status 200
  default-server check inter 200ms fastinter 100ms fall 1 rise 1 proto h2 check-proto h1
{servers}
"""

# No active checks here: a server is passed over for a second after a failure. Calls that were sent already may be sent to
# another server (non_idempotent), because extraction changes nothing.
NGINX = """\
worker_processes 1;
user root;
pid {folder}/nginx.pid;
events {{ worker_connections 4000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream isnad {{
{servers}
    keepalive 32;
  }}
  server {{
    listen 127.0.0.1:{port} http2;
    keepalive_requests 1000000;
    client_max_body_size 5m;
    client_body_buffer_size 4m;
    location / {{
      grpc_pass grpc://isnad;
      grpc_connect_timeout 1s;
      grpc_read_timeout 60s;
      grpc_next_upstream error timeout http_502 http_503 non_idempotent;
      grpc_next_upstream_tries 3;
    }}
  }}
}}
"""


def haproxy_config(port, replicas, folder):
    del folder
    line = "  server {r.name} {r.target} check port {r.admin_port}"
    return HAPROXY.format(port=port, servers="\n".join(line.format(r=replica) for replica in replicas))


def nginx_config(port, replicas, folder):
    line = "    server {r.target} max_fails=1 fail_timeout=1s;"
    return NGINX.format(port=port, folder=folder, servers="\n".join(line.format(r=replica) for replica in replicas))


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


@contextlib.contextmanager
def running(name, port, replicas, folder):
    """The target of callers while the balancer runs. `client` is none: the target has all addresses."""
    if name == "client":
        yield "ipv4:" + ",".join(replica.target for replica in replicas)
        return
    path = write_config(name, port, replicas, folder)
    with open(os.path.join(folder, f"{name}.log"), "wb") as log:
        process = subprocess.Popen(command(name, path, folder), stdout=log, stderr=log)
    try:
        wait_until_open(process, port)
        yield f"127.0.0.1:{port}"
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
