/// The Vim syntax file that follows from the declarations.
enum VimSyntax {
    static let path = "scripts/editors/vim/syntax/bench.vim"

    static var text: String {
        #"""
        " Vim syntax file. Language: benchsh, files: *.bench
        " Generated from the program's own declarations.
        if exists("b:current_syntax")
          finish
        endif
        syntax case ignore
        syntax sync fromstart

        " A word ends where the language says, not where Vim does.
        syntax match benchWord /[^[:blank:];,"'()]\+/ contains=benchVariable

        \#(matches("benchKeyword", EditorWords.keywords))
        \#(matches("benchConstant", EditorWords.values))
        \#(matches("benchSetting", EditorWords.settings))
        \#(matches("benchMetric", EditorWords.metrics))
        \#(matches("benchAggregate", EditorWords.aggregates + [#"p\d\+\%(\.\d\+\)\?"#]))

        syntax match benchNumber /\#(before)\d[0-9_]*\%(\.\d[0-9_]*\)\?\%(e[+-]\?\d\+\)\?\%(%\|x\d\+\|\%(\#(EditorWords.units.joined(separator: #"\|"#))\)\)\?\#(after)/
        syntax match benchCount /\#(before)\d\+x\ze\$/
        syntax match benchSuite /\#(before)@\h\w*/
        syntax match benchOperator /\%(^\|\s\)\@<=\%([<>]=\?\|!=\|==\?\|[-+*\/]\)\%(\s\|$\)\@=/
        syntax match benchVariable /\$\%({[0-9A-Za-z_.]\+}\|env\.\w\+\|\h\w*\)/

        syntax match benchVerb /\%(\%(^\|;\)\s*\)\@<=\%(\#(EditorWords.verbs.joined(separator: #"\|"#))\)\#(after)/

        syntax match benchEscape /\\\%([nrt"\\$]\|u{\x\+}\)/ contained
        syntax region benchText start=/"/ skip=/\\./ end=/"/ oneline contains=benchVariable,benchEscape
        syntax region benchText start=/"""/ skip=/\\./ end=/"""/ contains=benchVariable,benchEscape
        syntax region benchRaw start=/'/ end=/'/ oneline
        syntax match benchComment /\%([^[:blank:];,"'()]\)\@<!#.*$/

        syntax include @benchSQL syntax/sql.vim
        unlet! b:current_syntax
        syntax case ignore
        syntax region benchQuery matchgroup=benchVerb start=/\%(\%(^\|;\)\s*\)\@<=\%(\#(EditorWords.queries.joined(separator: #"\|"#))\)\%(\_s\|[('"]\)\@=/ matchgroup=NONE end=/;\|^\s*$/ contains=@benchSQL,benchVariable keepend

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

        """#
    }

    /// Where a word may begin and end.
    private static let before = #"\%(^\|[[:blank:];,()=<>+*\/-]\)\@<="#
    private static let after = #"\%($\|[[:blank:];,()=<>]\)\@="#

    private static func matches(_ group: String, _ words: [String]) -> String {
        #"syntax match \#(group) /\#(before)\%(\#(words.joined(separator: #"\|"#))\)\#(after)/"#
    }
}
