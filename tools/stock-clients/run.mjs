// Starts the bare server twice, without and with connection state recovery, runs the tests, and
// stops both. CONFORMANCE_SERVER names another program that takes a port, to check the tests.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";

const START_LIMIT_MS = 120_000; // a first start may have to build the library
const here = fileURLToPath(new URL(".", import.meta.url));
const program = process.env.CONFORMANCE_SERVER ?? fileURLToPath(new URL("../conformance-server", import.meta.url));

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function start(env) {
  const port = await freePort();
  const child = spawn(program, [String(port)], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true, // a process group of its own, so that nothing of it is left behind
  });
  const server = { child, url: `http://127.0.0.1:${port}` };
  child.once("error", (error) => {
    server.failure = error;
  });
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await accepts(port))) {
    if (server.failure || child.exitCode !== null || Date.now() > deadline) {
      stop(server);
      throw new Error(`${program} does not listen on port ${port}`, { cause: server.failure });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

function stop({ child }) {
  if (child.pid !== undefined && child.exitCode === null) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch (error) {
      if (error.code !== "ESRCH") {
        throw error;
      }
    }
  }
}

const servers = [];
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    servers.forEach(stop);
    process.exit(1);
  });
}
try {
  servers.push(await start({ CSR: "" }));
  servers.push(await start({ CSR: "1" }));
  const tests = spawn(process.execPath, ["--test", ...process.argv.slice(2)], {
    cwd: here,
    env: { ...process.env, SERVER_URL: servers[0].url, RECOVERY_URL: servers[1].url },
    stdio: "inherit",
  });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
} finally {
  servers.forEach(stop);
}
