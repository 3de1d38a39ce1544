-- Notes that a device is in a session, when it is in fewer than it may be.
-- KEYS: 1 the device's sessions (ZSET, session id -> when noted, ms).
-- ARGV: 1 session id, 2 now (ms), 3 most sessions, 4 how long a note can matter (ms).
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[4])
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 'HELD'
end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return 'FULL'
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 'TAKEN'
