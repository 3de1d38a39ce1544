import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Server } from 'socket.io';
import { Browser } from './browser.mjs';

/**
 * SignalingConnection against npm's Socket.IO server, which here plays what the page's server does
 * only in other modes or at bad moments.
 */
describe('SignalingConnection', () => {
  let browser, page, http, io, url;
  /** How the server answers, set by each test. @type {(socket: any) => void} */
  let onConnection;

  before(async () => {
    http = createServer(serveClient);
    io = new Server(http);
    io.of('/signaling').on('connection', (socket) => onConnection(socket));
    await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${http.address().port}`;
    browser = await Browser.launch();
  });
  after(async () => {
    await browser.close();
    await io.close();
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser.open(url);
    await page.evaluate(async () => {
      window.client = await import('/netavanue-client.js');
      window.make = (options) => {
        const connection = new client.SignalingConnection(options);
        window.states = [];
        connection.on('state', ({ state, error }) => states.push([state, error?.code ?? null]));
        return connection;
      };
    });
  });

  const registered = (fields, ack) => ack({ type: 'DEVICE_REGISTERED', deviceId: '1' });
  const refusal = (code) => ({ type: 'ERROR', code, message: code });

  test('names its device and asks for delivery acks when it connects', async () => {
    const auths = [];
    onConnection = (socket) => {
      auths.push(socket.handshake.auth);
      socket.on('REGISTER_DEVICE', registered);
    };
    const fingerprint = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      connection.close();
      return connection.fingerprint;
    });
    assert.deepEqual(auths, [{ fingerprint, deliveryAcks: true }]);
  });

  test('answers a challenge with a signature of its key', async () => {
    let proof;
    onConnection = (socket) => {
      socket.emit('message', { type: 'CHALLENGE', nonce: 'n-1', expiresAt: Date.now() + 60_000 });
      socket.on('REGISTER_DEVICE', registered);
      socket.on('AUTHENTICATE', (fields, ack) => {
        proof = fields;
        ack({ type: 'AUTHENTICATED', fingerprint: fields.fingerprint });
        // A nonce serves once: the next one is pushed, and must not be answered again.
        socket.emit('message', { type: 'CHALLENGE', nonce: 'n-2', expiresAt: Date.now() + 60_000 });
      });
    };
    const sent = await page.evaluate(async () => {
      const connection = make();
      const requests = [];
      connection.on('signal', ({ direction, type }) => direction === 'out' && requests.push(type));
      await connection.open();
      const challenged = new Promise((resolve) => {
        if (connection.proven) setTimeout(resolve, 100);
        else connection.on('CHALLENGE', resolve);
      });
      await challenged;
      connection.close();
      return { requests, proven: connection.proven };
    });
    assert.deepEqual(sent.requests, ['REGISTER_DEVICE', 'AUTHENTICATE']);
    const key = createPublicKey({
      key: Buffer.from(proof.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const text = Buffer.from(`signaling-auth:v1:n-1:${proof.fingerprint}`);
    assert.ok(verify(null, text, key, Buffer.from(proof.signature, 'base64')));
  });

  test('proves its key first where a server wants that', async () => {
    const order = [];
    onConnection = (socket) => {
      let proven = false;
      socket.emit('message', { type: 'CHALLENGE', nonce: 'n', expiresAt: Date.now() + 60_000 });
      socket.on('REGISTER_DEVICE', (fields, ack) => {
        order.push('REGISTER_DEVICE');
        if (proven) registered(fields, ack);
        else ack(refusal('NOT_AUTHENTICATED'));
      });
      socket.on('AUTHENTICATE', ({ fingerprint }, ack) => {
        order.push('AUTHENTICATE');
        proven = true;
        ack({ type: 'AUTHENTICATED', fingerprint });
      });
    };
    const proven = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      return connection.proven;
    });
    assert.ok(proven);
    assert.deepEqual(order, ['REGISTER_DEVICE', 'AUTHENTICATE', 'REGISTER_DEVICE']);
  });

  test('does without proof where the server knows no such request', async () => {
    onConnection = (socket) => {
      socket.emit('message', { type: 'CHALLENGE', nonce: 'n', expiresAt: Date.now() + 60_000 });
      socket.on('REGISTER_DEVICE', registered);
      socket.on('AUTHENTICATE', (fields, ack) => ack(refusal('UNKNOWN_EVENT')));
    };
    const state = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      return [connection.state, connection.proven];
    });
    assert.deepEqual(state, ['ready', false]);
  });

  test('acknowledges every push and drops the ones it has seen', async () => {
    const acks = [];
    onConnection = (socket) => {
      socket.on('REGISTER_DEVICE', registered);
      socket.on('GO', async (fields, ack) => {
        for (const messageId of ['1', '2', '1', '3', '2']) {
          await new Promise((resolve) => {
            socket.emit('message', { type: 'NEWS', messageId }, (...args) => {
              acks.push(args);
              resolve();
            });
          });
        }
        // Without an ack id, without a message id, and not even an object.
        socket.emit('message', { type: 'NEWS' });
        socket.emit('message', { type: 'NEWS' });
        socket.emit('message', null);
        socket.emit('message', 'text');
        ack({ type: 'DONE' });
      });
    };
    const news = await page.evaluate(async () => {
      const connection = make();
      const heard = [];
      connection.on('NEWS', ({ messageId }) => heard.push(messageId ?? null));
      await connection.open();
      await connection.request('GO');
      return heard;
    });
    assert.deepEqual(news, ['1', '2', '3', null, null]);
    assert.deepEqual(acks, [[], [], [], [], []]);
  });

  test('turns refusals and silence into errors with a code', async () => {
    onConnection = (socket) => {
      socket.on('REGISTER_DEVICE', registered);
      socket.on('FAST', (fields, ack) => ack({ ...refusal('RATE_LIMITED'), retryAfterMs: 70 }));
    };
    const errors = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      const outcome = (promise) =>
        promise.catch(({ name, code, request, retryAfterMs }) => [name, code, request ?? null, retryAfterMs ?? null]);
      return [
        await outcome(connection.request('FAST')),
        await outcome(connection.request('NEVER', {}, { timeoutMs: 50 })),
        (connection.close(), await outcome(connection.request('LATE'))),
      ];
    });
    assert.deepEqual(errors, [
      ['SignalingError', 'RATE_LIMITED', 'FAST', 70],
      ['SignalingError', 'TIMEOUT', 'NEVER', null],
      ['SignalingError', 'NOT_CONNECTED', null, null],
    ]);
  });

  test('lets requests wait for a lost connection, behind the resumption', async () => {
    const order = [];
    let connections = 0;
    onConnection = (socket) => {
      connections++;
      socket.on('REGISTER_DEVICE', (fields, ack) => {
        order.push(`REGISTER_DEVICE ${connections}`);
        registered(fields, ack);
      });
      socket.on('CUT', () => socket.conn.close());
      for (const type of ['RESUME', 'LATER']) {
        socket.on(type, (fields, ack) => {
          order.push(`${type} ${connections}`);
          ack({ type });
        });
      }
    };
    const states = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      connection.onResume(async (send) => void (await send('RESUME', {})));
      const cut = connection.request('CUT').catch(({ code }) => code);
      if ((await cut) !== 'NOT_CONNECTED') throw new Error(await cut);
      await connection.request('LATER');
      return window.states;
    });
    assert.deepEqual(order, ['REGISTER_DEVICE 1', 'REGISTER_DEVICE 2', 'RESUME 2', 'LATER 2']);
    assert.deepEqual(states, [
      ['ready', null],
      ['reconnecting', 'NOT_CONNECTED'],
      ['ready', null],
    ]);
  });

  test('tries again while the stores are down', async () => {
    let refused = 0;
    onConnection = (socket) => {
      socket.on('REGISTER_DEVICE', (fields, ack) => {
        if (refused++ < 2) ack({ ...refusal('UNAVAILABLE'), retryAfterMs: 20 });
        else registered(fields, ack);
      });
    };
    const states = await page.evaluate(async () => {
      await make().open();
      return window.states.map(([state]) => state);
    });
    assert.deepEqual(states, ['reconnecting', 'reconnecting', 'ready']);
  });

  test('stays away when another connection of the device took over', async () => {
    let connections = 0;
    onConnection = (socket) => {
      connections++;
      socket.on('REGISTER_DEVICE', registered);
      socket.on('REPLACE', () => {
        socket.emit('message', refusal('DEVICE_REPLACED'));
        socket.disconnect();
      });
    };
    const states = await page.evaluate(async () => {
      const connection = make();
      await connection.open();
      const closed = new Promise((resolve) => {
        connection.on('state', ({ state }) => state === 'closed' && resolve());
      });
      connection.request('REPLACE').catch(() => {});
      await closed;
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      return window.states;
    });
    assert.deepEqual(states, [
      ['ready', null],
      ['closed', 'DEVICE_REPLACED'],
    ]);
    assert.equal(connections, 1);
  });

  test('gives up where nobody answers', async () => {
    onConnection = () => {};
    const error = await page.evaluate(() =>
      client.connect({ connectTimeoutMs: 200 }).catch(({ code }) => code),
    );
    assert.equal(error, 'TIMEOUT');
  });
});

async function serveClient(request, response) {
  const { pathname } = new URL(request.url, 'http://any');
  if (pathname === '/') {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Client</title>');
    return;
  }
  try {
    const file = new URL(`../client${pathname}`, import.meta.url);
    const content = await readFile(file);
    response.setHeader('Content-Type', 'text/javascript').end(content);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}
