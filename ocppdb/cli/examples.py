"""Console examples for the documentation: the commands really run, and what they print."""

__all__ = ["console"]


def console(*commands: str) -> str:
    """Return a Markdown code block of commands and their output. Raises RuntimeError where a command fails: no example is empty."""
    import shlex

    from click.testing import CliRunner

    from ocppdb.cli import main

    blocks = []
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="ocppdb")
        if result.exit_code:
            raise RuntimeError(
                f"{command}: status {result.exit_code}, expected 0. {result.stderr.strip()}"
            ) from result.exception
        blocks.append(f"$ {command}\n{result.stdout.rstrip()}\n")
    return "\n```console\n" + "\n".join(blocks) + "```\n\n"
