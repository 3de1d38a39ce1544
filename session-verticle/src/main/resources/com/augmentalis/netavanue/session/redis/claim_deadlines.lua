-- Takes what is due from the index of deadlines, for a while: each entry gets a later time instead
-- of being removed, so one whose claimer dies comes up again.
-- KEYS: 1 the index. ARGV: 1 now (ms), 2 until when the claim holds (ms), 3 most entries.
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, entry in ipairs(due) do
  redis.call('ZADD', KEYS[1], ARGV[2], entry)
end
return due
