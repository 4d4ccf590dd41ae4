-- The checks of Salient in Neovim 0.7 or newer: put this file into ~/.config/nvim/plugin/. `salient` is to be on the PATH;
-- vim.g.salient_command names another: { '/opt/salient', 'lsp' }.

-- Kinds of files that are checked; `text` is Neovim's name for .txt.
local kinds = vim.g.salient_filetypes or { 'text', 'markdown', 'html' }

-- The folder of the nearest salient.toml, else that of the text.
local function root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local project = vim.fn.findfile('salient.toml', vim.fn.escape(folder, ' ,;') .. ';')
  return project ~= '' and vim.fn.fnamemodify(project, ':p:h') or folder
end

-- One server for each folder.
local clients = {}

local function attach(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  local folder = root(file)
  clients[folder] = clients[folder] or vim.lsp.start_client({
    name = 'salient',
    cmd = vim.g.salient_command or { 'salient', 'lsp' },
    root_dir = folder,
    on_exit = function() clients[folder] = nil end,
  })
  if clients[folder] then
    vim.lsp.buf_attach_client(buffer, clients[folder])
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = kinds,
  callback = function(event) attach(event.buf) end,
})

-- "Ignore … with a reason" asks for the reason here; the server writes the entry into salient.toml.
vim.lsp.commands['salient.ignore'] = function(command, context)
  vim.ui.input({ prompt = 'Why is it ignored? ' }, function(reason)
    if not reason or vim.trim(reason) == '' then
      return
    end
    local argument = vim.tbl_extend('force', command.arguments[1], { reason = reason })
    local params = { command = command.command, arguments = { argument } }
    local client = vim.lsp.get_client_by_id(context.client_id)
    client.request('workspace/executeCommand', params, function(failed)
      if failed then
        vim.notify('salient: ' .. failed.message, vim.log.levels.ERROR)
      end
    end, context.bufnr)
  end)
end
