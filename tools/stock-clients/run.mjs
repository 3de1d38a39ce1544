// Starts the bare server with a short heartbeat, with a long one, and with connection state recovery,
// runs the tests, and stops all. CONFORMANCE_SERVER names another program that takes a port, to check the tests.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";

const START_LIMIT_MS = 120_000; // a first start may have to build the library
const here = fileURLToPath(new URL(".", import.meta.url));
const program = process.env.CONFORMANCE_SERVER ?? fileURLToPath(new URL("../conformance-server", import.meta.url));

const servers = []; // all that were started, to be stopped whatever happens

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
  servers.push(server);
  child.once("error", (error) => {
    server.failure = error;
  });
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await accepts(port))) {
    if (server.failure || child.exitCode !== null || Date.now() > deadline) {
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

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    servers.forEach(stop);
    process.exit(1);
  });
}
try {
  const patient = await start({ CSR: "", PATIENT: "1" }); // alone, since it may have to build
  const [published, recovering] = await Promise.all([
    start({ CSR: "", PATIENT: "" }),
    start({ CSR: "1", PATIENT: "1" }),
  ]);
  const tests = spawn(process.execPath, ["--test", ...process.argv.slice(2)], {
    cwd: here,
    env: {
      ...process.env,
      SERVER_URL: patient.url,
      HEARTBEAT_URL: published.url,
      RECOVERY_URL: recovering.url,
    },
    stdio: "inherit",
  });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
} finally {
  servers.forEach(stop);
}
