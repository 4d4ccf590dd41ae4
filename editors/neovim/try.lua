-- Opens a text, types, sees what is wrong, writes the fix, ignores with a reason: what a person does, without a screen.
-- Run by try.sh, in a folder of its own that holds draft.txt.

local function fail(why)
  io.stdout:write('failed: ' .. why .. '\n')
  vim.cmd('cquit 1')
end

-- Waits until what is shown in the buffer fits.
local function wait(what, fits)
  local shown = {}
  local there = vim.wait(30000, function()
    shown = vim.diagnostic.get(0)
    return fits(shown)
  end, 20)
  if not there then
    fail(what .. '; shown: ' .. vim.inspect(shown))
  end
  io.stdout:write('ok: ' .. what .. '\n')
  return shown
end

local function codes(shown)
  return table.concat(vim.tbl_map(function(d) return d.code or d.user_data.lsp.code end, shown), ' ')
end

-- Presses keys, as a person does.
local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'x', false)
end

-- Chooses the first action whose title has these words.
local function choose(words)
  local chosen
  vim.ui.select = function(items, _, take)
    for _, item in ipairs(items) do
      local action = item[2] or item.action
      if action.title:find(words, 1, true) then
        chosen = action.title
        return take(item)
      end
    end
  end
  vim.lsp.buf.code_action()
  if not vim.wait(10000, function() return chosen end, 20) then
    fail('no action is called ' .. words)
  end
end

vim.cmd('edit draft.txt')
wait('nothing is wrong in what was opened', function(d) return #d == 0 and #vim.lsp.buf_get_clients() > 0 end)
press('GoKyiv holds 420 square kilometers (261 square kilometers), 😀 it said.<Esc>')
wait('what was typed is marked', function(d) return codes(d) == 'unit-mismatch' end)
-- What is typed without a pause is one step to take back; here it ends.
vim.cmd('let &undolevels = &undolevels')
press('G0f(l')
choose('Write “162 square miles”')
wait('the fix mends it', function(d) return #d == 0 end)
local line = vim.api.nvim_buf_get_lines(0, -2, -1, true)[1]
if line ~= 'Kyiv holds 420 square kilometers (162 square miles), 😀 it said.' then
  fail('the fix wrote: ' .. line)
end
press('u')
wait('the fix taken back is wrong again', function(d) return codes(d) == 'unit-mismatch' end)
press('G0f(l')
vim.ui.input = function(_, take) take('as printed in the original') end
choose('Ignore this finding, with a reason')
local function written() return vim.fn.bufnr('salient.toml') > 0 and #vim.fn.getbufline('salient.toml', 1, '$') > 3 end
if not vim.wait(10000, written, 20) then
  fail('no entry was written into salient.toml')
end
vim.cmd('silent wall')
press('A The army agreed.<Esc>')
wait('what is ignored with a reason is silent', function(d) return #d == 0 end)
io.stdout:write(table.concat(vim.fn.readfile('salient.toml'), '\n') .. '\n')
vim.cmd('qall!')
