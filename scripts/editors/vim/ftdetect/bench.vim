autocmd BufRead,BufNewFile *.bench setfiletype bench
autocmd BufRead * if getline(1) =~# '^#!.*\<benchsh\>' | setfiletype bench | endif
