-- Unbinds a device's socket when it still has this epoch.
-- KEYS[1] signaling:device:{fp}:location   ARGV[1] epoch   ARGV[2] ttl in ms
-- The epoch stays for a while, so that a clock that went back cannot give it out again.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
local removed = redis.call('HDEL', KEYS[1], 'instance', 'socketId')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return removed > 0 and 1 or 0
