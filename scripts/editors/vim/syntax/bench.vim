" Vim syntax file. Language: benchsh, files: *.bench
" Generated from the program's own declarations.
if exists("b:current_syntax")
  finish
endif
syntax case ignore
syntax sync fromstart

" A word ends where the language says, not where Vim does.
syntax match benchWord /[^[:blank:];,"'()]\+/ contains=benchVariable

syntax match benchKeyword /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\%(all\|as\|asc\|at\|bars\|because\|before\|by\|cdf\|chart\|concurrent\|contains\|day\|default\|desc\|env\|for\|from\|gaps\|histogram\|history\|hour\|if\|in\|key\|known\|last\|limit\|line\|matches\|mock\|mode\|model\|models\|most\|multi\|named\|not\|now\|of\|offset\|on\|or\|order\|provider\|providers\|replace\|response\|run\|schema\|settings\|since\|single\|status\|stop\|suite\|to\|url\|variables\|with\)\%($\|[[:blank:];,()=<>]\)\@=/
syntax match benchConstant /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\%(auto\|cold\|comparison\|csv\|hashed\|html\|json\|jsonl\|markdown\|off\|table\|warm\)\%($\|[[:blank:];,()=<>]\)\@=/
syntax match benchSetting /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\%(concurrency\|connection\|dialect\|format\|host\|jitter\|max_concurrency\|max_runs\|max_tokens\|max_tokens_limit\|output\|pager\|prompt\|runs\|system\|temperature\|thinking\|timeout\|timing\|tokens\)\%($\|[[:blank:];,()=<>]\)\@=/
syntax match benchMetric /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\%(answer_ttft\|cached_tokens\|cancelled\|chunks\|coalesced_share\|connect\|cost_usd\|dns\|e2e_tps\|error_rate\|errors\|gap\|headers\|in_flight\|in_flight_max\|input_tokens\|lane_pause_p99_ms\|latency\|max_gap\|output_tokens\|reasoning_tokens\|requests\|requests_per_second\|successes\|system_tps\|tls\|tokens_per_chunk\|total_tokens\|tpot\|tps\|ttfb\|ttft\|wall_ms\)\%($\|[[:blank:];,()=<>]\)\@=/
syntax match benchAggregate /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\%(avg\|max\|mean\|median\|min\|total\|p\d\+\%(\.\d\+\)\?\)\%($\|[[:blank:];,()=<>]\)\@=/

syntax match benchNumber /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\d[0-9_]*\%(\.\d[0-9_]*\)\?\%(e[+-]\?\d\+\)\?\%(%\|x\d\+\|\%(d\|h\|m\|min\|ms\|ns\|s\|us\|µs\)\)\?\%($\|[[:blank:];,()=<>]\)\@=/
syntax match benchCount /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=\d\+x\ze\$/
syntax match benchSuite /\%(^\|[[:blank:];,()=<>+*\/-]\)\@<=@\h\w*/
syntax match benchOperator /\%(^\|\s\)\@<=\%([<>]=\?\|!=\|==\?\|[-+*\/]\)\%(\s\|$\)\@=/
syntax match benchVariable /\$\%({[0-9A-Za-z_.]\+}\|env\.\w\+\|\h\w*\)/

syntax match benchVerb /\%(\%(^\|;\)\s*\)\@<=\%(add\|calibrate\|compare\|delete\|diff\|end\|exit\|expect\|export\|for\|help\|import\|let\|merge\|name\|note\|print\|quit\|remove\|rerun\|reset\|run\|save\|set\|show\|source\|trend\|use\|vacuum\|wait\)\%($\|[[:blank:];,()=<>]\)\@=/

syntax match benchEscape /\\\%([nrt"\\$]\|u{\x\+}\)/ contained
syntax region benchText start=/"/ skip=/\\./ end=/"/ oneline contains=benchVariable,benchEscape
syntax region benchText start=/"""/ skip=/\\./ end=/"""/ contains=benchVariable,benchEscape
syntax region benchRaw start=/'/ end=/'/ oneline
syntax match benchComment /\%([^[:blank:];,"'()]\)\@<!#.*$/

syntax include @benchSQL syntax/sql.vim
unlet! b:current_syntax
syntax case ignore
syntax region benchQuery matchgroup=benchVerb start=/\%(\%(^\|;\)\s*\)\@<=\%(select\|with\|explain\)\%(\_s\|[('"]\)\@=/ matchgroup=NONE end=/;\|^\s*$/ contains=@benchSQL,benchVariable keepend

highlight default link benchVerb Statement
highlight default link benchKeyword Keyword
highlight default link benchConstant Constant
highlight default link benchSetting Identifier
highlight default link benchMetric Type
highlight default link benchAggregate Function
highlight default link benchNumber Number
highlight default link benchCount Number
highlight default link benchSuite Label
highlight default link benchOperator Operator
highlight default link benchVariable PreProc
highlight default link benchEscape SpecialChar
highlight default link benchText String
highlight default link benchRaw String
highlight default link benchComment Comment

let b:current_syntax = "bench"
