-- wrk: $QUERY with a random number in place of {r} and one that never comes again in place of {n}, so that no answer can be
-- taken from memory.
local query, threads, count = os.getenv("QUERY"), 0, 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(number)
end

function request()
  count = count + 1
  local path = query:gsub("{r}", math.random(0, 1000)):gsub("{n}", os.time() .. number .. "-" .. count)
  return wrk.format(nil, path)
end
