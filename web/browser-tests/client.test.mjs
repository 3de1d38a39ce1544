import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { FileLane, Identity, scoreOf } from '../client/netavanue-client.js';
import { Emitter } from '../client/emitter.js';
import { RecentIds } from '../client/recent-ids.js';
import { redact } from '../client/redact.js';
import { normaliseInviteCode } from '../client/session.js';

describe('Identity', () => {
  test('has a fingerprint and a key that other software understands', () => {
    const identity = Identity.generate();
    const der = Buffer.from(identity.publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const raw = Buffer.from(key.export({ format: 'jwk' }).x, 'base64url');

    assert.equal(key.asymmetricKeyType, 'ed25519');
    assert.equal(identity.fingerprint, createHash('sha256').update(raw).digest('hex'));
    const text = `signaling-auth:v1:nonce:${identity.fingerprint}`;
    assert.ok(verify(null, Buffer.from(text), key, Buffer.from(identity.sign(text), 'base64')));
    assert.ok(!verify(null, Buffer.from('else'), key, Buffer.from(identity.sign(text), 'base64')));
  });

  test('survives being stored', () => {
    const identity = Identity.generate();
    const again = Identity.fromSecret(identity.exportSecret());
    assert.equal(again.fingerprint, identity.fingerprint);
    assert.throws(() => Identity.fromSecret('abc'), TypeError);
    assert.throws(() => Identity.fromSecret('abcd'), TypeError);
  });
});

describe('scoreOf', () => {
  test('follows the formula', () => {
    const capabilities = {
      cpuCores: 8,
      ramMb: 16_384,
      batteryPercent: 55,
      isCharging: false,
      networkType: 'ETHERNET',
      bandwidthMbps: 100,
      deviceType: 'DESKTOP',
      screenWidth: 1_919,
      supportedCodecs: ['VP8', 'VP8', 'H264'],
    };
    assert.equal(scoreOf(capabilities), 80 + 163 + 110 + 500 + 100 + 50 + 191 + 30);
    assert.equal(scoreOf({ ...capabilities, isCharging: true }) - scoreOf(capabilities), 90);
  });

  test('clamps what is out of range', () => {
    const most = { cpuCores: 1e9, ramMb: 1e9, batteryPercent: 1e9, bandwidthMbps: 1e9, screenWidth: 1e9 };
    assert.equal(scoreOf(most), 2_560 + 10_485 + 200 + 50_000 + 1_638);
    assert.equal(scoreOf({ cpuCores: -1, ramMb: -1 }), 10);
  });
});

describe('RecentIds', () => {
  test('knows the newest ids and forgets the oldest', () => {
    const ids = new RecentIds(2);
    assert.deepEqual(['a', 'b', 'a', 'c', 'b', 'a'].map((id) => ids.add(id)), [true, true, false, true, false, true]);
  });
});

describe('redact', () => {
  test('masks secrets at every depth and leaves the original alone', () => {
    const message = { type: 'X', licenseToken: 'dev-pro', turnCredentials: { username: 'u', password: 'p' }, list: [{ token: 't' }] };
    const masked = redact(message);
    assert.deepEqual(masked, {
      type: 'X',
      licenseToken: '••••••',
      turnCredentials: { username: 'u', password: '••••••' },
      list: [{ token: '••••••' }],
    });
    assert.equal(message.licenseToken, 'dev-pro');
  });
});

describe('normaliseInviteCode', () => {
  test('brings a typed code into its form', () => {
    assert.equal(normaliseInviteCode(' avne 7k2mq9xd'), 'AVNE-7K2M-Q9XD');
    assert.equal(normaliseInviteCode('short'), 'SHORT');
  });
});

describe('Emitter', () => {
  test('calls the others when one listener throws or leaves', (t) => {
    const uncaught = [];
    t.mock.method(globalThis, 'queueMicrotask', (task) => uncaught.push(task));
    const emitter = new Emitter();
    const heard = [];
    emitter.on('x', () => {
      throw new Error('mine');
    });
    const off = emitter.on('x', (value) => heard.push(value));
    emitter.emit('x', 1);
    off();
    emitter.emit('x', 2);
    assert.deepEqual(heard, [1]);
    assert.throws(uncaught[0], /mine/);
  });
});

describe('FileLane', () => {
  const MEBIBYTE = 1024 * 1024;

  test('sends no more than the buffer should hold', async () => {
    const { left, right } = pair();
    const sender = new FileLane(left, { peer: 'right' });
    const receiver = new FileLane(right, { peer: 'left' });
    const content = new Uint8Array(5 * MEBIBYTE).map((_, i) => i * 31);
    const received = settled(receiver);
    sender.send(new Blob([content]), 'a.bin');

    const transfer = await received;
    assert.equal(transfer.state, 'complete');
    assert.deepEqual(new Uint8Array(await transfer.blob.arrayBuffer()), content);
    assert.ok(left.highest <= MEBIBYTE + 16 * 1024, `${left.highest} bytes were buffered`);
    assert.ok(left.largest <= 16 * 1024);
  });

  test('queues files in order and reports each', async () => {
    const { left, right } = pair();
    const sender = new FileLane(left, { peer: 'right' });
    const receiver = new FileLane(right, { peer: 'left' });
    const done = [];
    const all = new Promise((resolve) => {
      receiver.on('transfer', ({ name, state }) => {
        if (state === 'complete' && done.push(name) === 3) resolve();
      });
    });
    for (const name of ['1', '2', '3']) sender.send(new Blob([name]), name);
    await all;
    assert.deepEqual(done, ['1', '2', '3']);
  });

  test('refuses what is too large or unwanted', async () => {
    for (const options of [{ maxFileBytes: 9 }, { accept: () => false }]) {
      const { left, right } = pair();
      const sender = new FileLane(left, { peer: 'right' });
      new FileLane(right, { peer: 'left', ...options });
      const outcome = settled(sender);
      sender.send(new Blob(['0123456789']), 'ten');
      assert.equal((await outcome).state, 'refused');
    }
  });

  test('notices damage on the way', async () => {
    const { left, right } = pair({ damage: true });
    const sender = new FileLane(left, { peer: 'right' });
    const receiver = new FileLane(right, { peer: 'left' });
    const outcomes = Promise.all([settled(sender), settled(receiver)]);
    sender.send(new Blob([new Uint8Array(40_000)]), 'a.bin');
    assert.deepEqual((await outcomes).map(({ state, blob }) => [state, blob]), [
      ['failed', undefined],
      ['failed', undefined],
    ]);
  });

  test('ends at a cancel from either side, and goes on with the next file', async () => {
    for (const canceller of ['sender', 'receiver']) {
      const { left, right } = pair();
      const lanes = { sender: new FileLane(left, { peer: 'r' }), receiver: new FileLane(right, { peer: 'l' }) };
      const outcomes = Promise.all([settled(lanes.sender), settled(lanes.receiver)]);
      const { id } = lanes.sender.send(new Blob([new Uint8Array(8 * MEBIBYTE)]), 'large');
      const off = lanes.receiver.on('transfer', ({ done }) => {
        if (done < MEBIBYTE) return;
        off();
        lanes[canceller].cancel(id);
      });
      assert.deepEqual((await outcomes).map(({ state }) => state), ['cancelled', 'cancelled']);

      const next = settled(lanes.receiver);
      lanes.sender.send(new Blob(['next']), 'next');
      assert.equal((await next).state, 'complete');
    }
  });

  test('fails on both sides when the channel closes', async () => {
    const { left, right } = pair();
    const sender = new FileLane(left, { peer: 'r' });
    const receiver = new FileLane(right, { peer: 'l' });
    const outcomes = Promise.all([settled(sender), settled(receiver)]);
    sender.send(new Blob([new Uint8Array(8 * MEBIBYTE)]), 'large');
    const off = receiver.on('transfer', ({ done }) => {
      if (done < MEBIBYTE) return;
      off();
      left.close();
    });
    assert.deepEqual((await outcomes).map(({ state }) => state), ['failed', 'failed']);
  });

  test('takes no more bytes than were announced', async () => {
    const { left, right } = pair();
    const receiver = new FileLane(right, { peer: 'l' });
    const outcome = settled(receiver);
    left.send(JSON.stringify({ kind: 'offer', id: 'x', name: 'liar', size: 10, mime: '' }));
    left.send(new Uint8Array(11));
    assert.equal((await outcome).state, 'cancelled');
  });

  test('shrugs off nonsense', async () => {
    const { left, right } = pair();
    const receiver = new FileLane(right, { peer: 'l' });
    const nonsense = ['', '{', 'null', '1', '[]', '{"kind":"end","id":"x"}', '{"kind":"offer","id":"x","size":-1}'];
    for (const text of nonsense) left.send(text);
    left.send(new Uint8Array(3));
    const next = settled(receiver);
    new FileLane(left, { peer: 'r' }).send(new Blob(['fine']), 'fine');
    assert.equal((await next).state, 'complete');
  });
});

/** The first transfer of a lane that has come to an end. */
function settled(lane) {
  return new Promise((resolve) => {
    const off = lane.on('transfer', (transfer) => {
      if (transfer.state === 'waiting' || transfer.state === 'running') return;
      off();
      resolve(transfer);
    });
  });
}

/** Two ends of a data channel in memory, which deliver in order and count what is buffered. */
function pair({ damage = false } = {}) {
  const [left, right] = [new Channel(damage), new Channel(false)];
  left.other = right;
  right.other = left;
  return { left, right };
}

class Channel extends EventTarget {
  readyState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  highest = 0;
  largest = 0;
  #damage;

  constructor(damage) {
    super();
    this.#damage = damage;
  }

  send(data) {
    const text = typeof data === 'string';
    const copy = text ? data : Uint8Array.from(data);
    if (!text) {
      this.largest = Math.max(this.largest, copy.length);
      if (this.#damage) copy[0] ^= 1;
    }
    const size = copy.length;
    this.bufferedAmount += size;
    this.highest = Math.max(this.highest, this.bufferedAmount);
    setImmediate(() => {
      const before = this.bufferedAmount;
      this.bufferedAmount -= size;
      const low = this.bufferedAmountLowThreshold;
      if (this.other.readyState === 'open') {
        const event = new Event('message');
        event.data = text ? copy : copy.buffer;
        this.other.dispatchEvent(event);
      }
      if (before > low && this.bufferedAmount <= low) this.dispatchEvent(new Event('bufferedamountlow'));
    });
  }

  close() {
    for (const end of [this, this.other]) {
      end.readyState = 'closed';
      end.dispatchEvent(new Event('close'));
    }
  }
}
