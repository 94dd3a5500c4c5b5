// A client of Redis in another language: node ioredis.mjs PACKAGE RESP PORT TOKEN
//
// Speaks to an empty table at PORT through ioredis, unchanged, whose PACKAGE is looked for from the working folder, and which by itself speaks this
// version of RESP. The last line says what was done, or what differed; then the exit code is 1.

import { createRequire } from 'node:module';
import { inspect, isDeepStrictEqual } from 'node:util';

const COMMANDS = 10_000;
const KEYS = 1_500;
const TOGETHER = 100;

const [name, resp, port, password] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);
const Redis = require(name);

/** Requires that what came is what is right. */
function same(what, came, right) {
  if (!isDeepStrictEqual(came, right)) {
    throw new Error(`${what}: ${shown(came)} came; right is ${shown(right)}`);
  }
}

function shown(value) {
  return inspect(value, { breakLength: Infinity, maxArrayLength: 10, maxStringLength: 100 }).replace(/\s+/g, ' ');
}

/** Requires that a command is refused with this text. */
async function refused(what, reply, text) {
  const came = await reply.then(shown, (error) => error.message);
  same(what, came, text);
}

function connect(options) {
  const redis = new Redis({ port: Number(port), password, retryStrategy: () => null, ...options });
  // Commands that are under way fail with the connection, and tell of it.
  redis.on('error', () => {});
  return redis;
}

/** Numbers that are drawn: the same ones for a seed, from 0 to below the bound. */
function random(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Commands that are given before there is a connection wait for it. */
async function waitForTheConnection(redis) {
  const early = [redis.set('early', '1'), redis.incr('early'), redis.client('LIST')];
  same('status before the connection', redis.status === 'ready', false);
  const [stored, counted, list] = await Promise.all(early);
  same('SET before the connection', [stored, counted], ['OK', 2]);
  const { version } = require(`${name}/package.json`);
  for (const part of [` resp=${resp} `, ' lib-name=ioredis ', ` lib-ver=${version}\n`]) {
    same(`CLIENT LIST, with ${part.trim()}`, list.includes(part), true);
  }
  same('DEL', await redis.del('early'), 1);
  return version;
}

async function readAndWrite(redis) {
  same('SET NX', await redis.set('lock', 'me', 'NX'), 'OK');
  same('SET NX again', await redis.set('lock', 'you', 'NX'), null);
  same('SET XX', await redis.set('none', 'you', 'XX'), null);
  same('SET GET', await redis.set('lock', 'you', 'GET'), 'me');
  same('MSET', await redis.mset({ a: '', b: '\r\n', 'é\0': 'ü🗼' }), 'OK');
  same('MGET', await redis.mget('a', 'none', 'b', 'é\0', 'lock'), ['', null, '\r\n', 'ü🗼', 'you']);
  const key = Buffer.from([0, 255, 13, 10, 128]);
  const value = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) >> 3));
  same('SET of bytes', await redis.set(key, value), 'OK');
  same('GET of bytes', (await redis.getBuffer(key)).equals(value), true);
  same('MGET of bytes', await redis.mgetBuffer('none', 'b'), [null, Buffer.from('\r\n')]);
  const [told] = await redis.callBuffer('KEYS', Buffer.from('*\x80', 'latin1'));
  same('KEYS of bytes', told, key);
  same('DEL of all', await redis.del('a', 'b', 'é\0', 'lock', key, 'none'), 5);
}

async function hearErrors(redis) {
  await refused('MULTI', redis.multi({ pipeline: false }), "ERR unknown command 'multi'");
  await refused('SET EX', redis.set('k', 'v', 'EX', 9), 'ERR EX is not known here: keys have no times to live');
  const replies = await redis.pipeline().set('text', 'x').incr('text').append('text', 'y').del('text').exec();
  const came = replies.map(([error, reply]) => error?.message ?? reply);
  same('errors in a pipeline', came, ['OK', 'ERR value is not an integer or out of range', 2, 1]);
  const ring = await redis.call('DHT.RING');
  same('DHT.RING', ring[0], 'RING -> 7 nodes, 0 keys, 0 B');
}

/** Commands of one moment go together, by themselves and in pipelines; walks meet every key. */
async function sendTogether(redis) {
  const table = new Map();
  const pipeline = redis.pipeline();
  for (let i = 0; i < KEYS; i++) {
    table.set(`key${i}`, `value ${i}`.repeat(i % 50));
    pipeline.set(`key${i}`, table.get(`key${i}`)).strlen(`key${i}`);
  }
  const replies = await pipeline.exec();
  const right = [...table.values()].flatMap((value) => [[null, 'OK'], [null, value.length]]);
  same('a pipeline', replies, right);

  const automatic = connect({ enableAutoPipelining: true });
  const values = await Promise.all([...table.keys()].map((key) => automatic.get(key)));
  same('GET in pipelines made by themselves', values, [...table.values()]);
  same('INCR in pipelines made by themselves', await Promise.all([1, 2, 3].map(() => automatic.incr('n'))), [1, 2, 3]);
  await automatic.quit();

  same('DEL', await redis.del('n'), 1);
  const met = [];
  for await (const keys of redis.scanStream({ count: 1 })) {
    met.push(...keys);
  }
  same('keys of a walk', met.sort(), [...table.keys()].sort());
  const some = [];
  for await (const keys of redis.scanStream({ match: 'key1?', count: 1_000 })) {
    some.push(...keys);
  }
  same('keys of a pattern', some.sort(), [...Array(10).keys()].map((i) => `key1${i}`));
  same('DEL of all', await redis.del(...met), KEYS);
}

const TEXTS = ['', '0', '7', '-12', '007', 'é', '\r\n', '🗼 tower', 'x'.repeat(3_000), '\0', ' 1'];
const NUMBER = /^(0|-?[1-9]\d*)$/;
const NO_NUMBER = 'ERR value is not an integer or out of range';

/** What a table says to each command: takes its words behind the key, changes the table, and tells the reply. */
const ORACLE = {
  get: (table, key) => table.get(key) ?? null,
  set: (table, key, value, ...options) => {
    const old = table.get(key) ?? null;
    const isPut = !options.includes(old === null ? 'XX' : 'NX');
    if (isPut) {
      table.set(key, value);
    }
    return options.includes('GET') ? old : isPut ? 'OK' : null;
  },
  setnx: (table, key, value) => (table.has(key) ? 0 : (table.set(key, value), 1)),
  getset: (table, key, value) => ORACLE.set(table, key, value, 'GET'),
  getdel: (table, key) => {
    const old = table.get(key) ?? null;
    table.delete(key);
    return old;
  },
  append: (table, key, tail) => {
    table.set(key, (table.get(key) ?? '') + tail);
    return Buffer.byteLength(table.get(key));
  },
  strlen: (table, key) => Buffer.byteLength(table.get(key) ?? ''),
  incrby: (table, key, change) => {
    const old = table.get(key) ?? '0';
    if (!NUMBER.test(old)) {
      return NO_NUMBER;
    }
    table.set(key, String(Number(old) + change));
    return Number(old) + change;
  },
  decrby: (table, key, change) => ORACLE.incrby(table, key, -change),
  incr: (table, key) => ORACLE.incrby(table, key, 1),
  decr: (table, key) => ORACLE.incrby(table, key, -1),
  del: (table, ...keys) => keys.filter((key) => table.delete(key)).length,
  unlink: (table, ...keys) => ORACLE.del(table, ...keys),
  exists: (table, ...keys) => keys.filter((key) => table.has(key)).length,
  mget: (table, ...keys) => keys.map((key) => table.get(key) ?? null),
  mset: (table, ...pairs) => {
    for (let i = 0; i < pairs.length; i += 2) {
      table.set(pairs[i], pairs[i + 1]);
    }
    return 'OK';
  },
};

const OPTIONS = [[], [], ['NX'], ['XX'], ['GET'], ['NX', 'GET'], ['XX', 'GET']];

/** The words of a drawn command. */
function draw(next) {
  const verbs = Object.keys(ORACLE);
  const verb = verbs[next(verbs.length)];
  const key = () => `${next(2) ? 'k' : 'ключ'}${next(15)}`;
  const value = () => TEXTS[next(TEXTS.length)];
  const many = (one) => Array.from({ length: 1 + next(5) }, one).flat();
  switch (verb) {
    case 'set':
      return [verb, key(), value(), ...OPTIONS[next(OPTIONS.length)]];
    case 'setnx':
    case 'getset':
    case 'append':
      return [verb, key(), value()];
    case 'incrby':
    case 'decrby':
      return [verb, key(), next(2_000_000) - 1_000_000];
    case 'mset':
      return [verb, ...many(() => [key(), value()])];
    case 'del':
    case 'unlink':
    case 'exists':
    case 'mget':
      return [verb, ...many(key)];
    default:
      return [verb, key()];
  }
}

async function agreeWithATable(redis) {
  const table = new Map();
  const next = random(1);
  for (let done = 0; done < COMMANDS; done += TOGETHER) {
    const commands = Array.from({ length: TOGETHER }, () => draw(next));
    const replies = await redis.pipeline(commands).exec();
    commands.forEach(([verb, ...words], i) => {
      const [error, reply] = replies[i];
      same(`command ${done + i}, ${shown([verb, ...words])}`, error?.message ?? reply, ORACLE[verb](table, ...words));
    });
  }
  const keys = [...table.keys()];
  same('the table', await redis.mget(keys), [...table.values()]);
  same('how many keys it has', await redis.dbsize(), keys.length);
}

async function stayOutside() {
  const stranger = connect({ password: undefined, enableReadyCheck: false });
  const came = await stranger.get('k').then(shown, (error) => error.message);
  same('GET without the token', came.split(' ')[0], 'NOAUTH');
  stranger.disconnect();
}

try {
  const redis = connect();
  const version = await waitForTheConnection(redis);
  await readAndWrite(redis);
  await hearErrors(redis);
  await sendTogether(redis);
  await agreeWithATable(redis);
  same('QUIT', await redis.quit(), 'OK');
  await stayOutside();
  console.log(`ioredis ${version}, RESP ${resp}: ${COMMANDS} drawn commands, a walk over ${KEYS} keys`);
} catch (error) {
  console.log(`ioredis differs: ${error.message.replace(/\s+/g, ' ')}`);
  process.exit(1);
}
