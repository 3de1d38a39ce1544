-- Binds a device to a socket.
-- KEYS[1] signaling:device:{fp}:location   ARGV[1] instance   ARGV[2] socket id   ARGV[3] ttl in ms
-- Returns {epoch} and, when a socket was bound, its {instance, socket id, epoch} behind it. Epochs
-- are text, because Lua's tostring would cut them to 14 digits.
local last = redis.call('HMGET', KEYS[1], 'instance', 'socketId', 'epoch')
-- A socket that binds again is the same socket: its memberships carry its epoch.
if last[1] == ARGV[1] and last[2] == ARGV[2] then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {last[3], last[1], last[2], last[3]}
end
local time = redis.call('TIME')
local epoch = tonumber(time[1]) * 1000000 + tonumber(time[2])
-- The clock can stand still or go back, after a failover for example; epochs cannot.
if last[3] and tonumber(last[3]) >= epoch then
  epoch = tonumber(last[3]) + 1
end
local text = string.format('%.0f', epoch)
redis.call('HSET', KEYS[1], 'instance', ARGV[1], 'socketId', ARGV[2], 'epoch', text)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if last[1] then
  return {text, last[1], last[2], last[3]}
end
return {text}
