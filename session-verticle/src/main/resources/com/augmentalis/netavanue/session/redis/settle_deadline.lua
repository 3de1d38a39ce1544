-- Gives back a claimed entry, unless somebody set another time meanwhile: that one stands.
-- KEYS: 1 the index. ARGV: 1 entry, 2 time that the claim gave it, 3 next time, or '' for none.
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if score and tonumber(score) == tonumber(ARGV[2]) then
  if ARGV[3] == '' then
    redis.call('ZREM', KEYS[1], ARGV[1])
  else
    redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
  end
end
return 1
