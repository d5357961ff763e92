"""`selfcare completion`: the script that lets a shell complete commands, plans, logs, fields and answers.

The scripts hold no words of their own: at each press of the key they ask `selfcare completion --of SHELL LINE`, which
never says anything but words, and never fails.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `argparse` and `typing` would cost a key press six milliseconds
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare completion bash", "selfcare completion fish")

BASH = r"""# selfcare, completion for bash. Put this into ~/.bashrc:
#   eval "$(selfcare completion bash)"
_selfcare() {
    local line directive
    COMPREPLY=()
    directive=
    while IFS= read -r line; do
        if [ -z "$directive" ]; then directive=$line; else COMPREPLY[${#COMPREPLY[@]}]=$line; fi
    done < <("$1" completion --of bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [ "$directive" = nospace ]; then compopt -o nospace 2>/dev/null; fi
    if [ "$directive" != files ]; then compopt +o default 2>/dev/null; fi
    return 0
}
complete -o default -F _selfcare selfcare
"""

ZSH = r"""#compdef selfcare
# selfcare, completion for zsh. Put this into ~/.zshrc, after compinit:
#   eval "$(selfcare completion zsh)"
_selfcare() {
    local -a lines found shown
    local line directive
    lines=("${(@f)$("${words[1]}" completion --of zsh "$LBUFFER" 2>/dev/null)}")
    directive=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] || continue
        found+=("${line%%$'\t'*}")
        shown+=("${line//$'\t'/  }")
    done
    if (( $#found )); then
        if [[ $directive == nospace ]]; then compadd -S '' -l -d shown -a found; else compadd -l -d shown -a found; fi
    elif [[ $directive == files ]]; then
        _files
    fi
}
compdef _selfcare selfcare
"""

FISH = r"""# selfcare, completion for fish. Put this into ~/.config/fish/completions/selfcare.fish:
#   selfcare completion fish > ~/.config/fish/completions/selfcare.fish
function __selfcare_complete
    set -l words (commandline -cxp 2>/dev/null; or commandline -cop)
    set -l lines ($words[1] completion --of fish (commandline -cp) 2>/dev/null)
    if test (count $lines) -gt 1
        printf '%s\n' $lines[2..-1]
    else if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    end
end
complete -c selfcare -f -a '(__selfcare_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("shell", metavar="SHELL", choices=tuple(SCRIPTS), help="bash, zsh or fish")


def run(arguments: Namespace) -> int:
    """Print the script."""
    sys.stdout.write(SCRIPTS[arguments.shell])
    return 0


def run_short(words: list[str]) -> bool:
    """`--of SHELL LINE`: what a script asks at each press of the key. A line each: what else to do, then the words."""
    if words[:1] != ["--of"] or len(words) != 3:
        return False
    from selfcare.cli.completing import Found, described, directive, for_bash, found, split
    from selfcare.errors import SelfcareError

    _, shell, line = words
    typed = split(line)
    try:
        from selfcare.cli.known_words import known_words

        result = found(known_words(), typed)
    except (SelfcareError, OSError):
        result = Found((), False)
    lines = for_bash(result.offers, typed) if shell == "bash" else described(result.offers)
    sys.stdout.write("".join(f"{each}\n" for each in (directive(result), *lines)))
    return True
