;;; salient.el --- The checks of Salient in Emacs  -*- lexical-binding: t -*-

;; Emacs 29 or newer has Eglot: load this file, and open a text.  With lsp-mode, see the end.

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((text-mode markdown-mode html-mode mhtml-mode) . ("salient" "lsp"))))

(dolist (hook '(text-mode-hook markdown-mode-hook html-mode-hook))
  (add-hook hook #'eglot-ensure))

;; With lsp-mode in the place of Eglot:
;;
;; (with-eval-after-load 'lsp-mode
;;   (add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext"))
;;   (lsp-register-client
;;    (make-lsp-client :new-connection (lsp-stdio-connection '("salient" "lsp"))
;;                     :activation-fn (lsp-activate-on "plaintext" "markdown" "html")
;;                     :add-on? t
;;                     :server-id 'salient)))

;;; salient.el ends here
