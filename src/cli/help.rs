//! Commands in groups: in `--help`, in shell completions and in the manual page.
//!
//! clap lists commands under one heading, so the list of the program's help is laid out here.

use clap::Command;
use std::io::{self, Write};

/// Commands that belong together.
pub(super) struct Group {
    pub(super) heading: &'static str,
    pub(super) commands: &'static [&'static str],
}

/// The text of the command that clap adds.
const HELP: &str = "Print help for the program or a command";

impl Group {
    /// The commands of the group with one line about each.
    fn lines<'c>(&self, program: &'c Command) -> impl Iterator<Item = (&'c str, String)> {
        self.commands.iter().filter_map(|name| {
            let command = program.find_subcommand(name)?;
            let about = command.get_about().map(ToString::to_string);
            Some((command.get_name(), about.unwrap_or_default()))
        })
    }
}

/// The program whose help lists its commands by group.
pub(super) fn with_groups(program: Command, groups: &[Group]) -> Command {
    let styles = program.get_styles();
    let (header, literal) = (*styles.get_header(), *styles.get_literal());
    let names = groups.iter().flat_map(|group| group.commands);
    let width = names.map(|name| name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for (i, group) in groups.iter().enumerate() {
        let is_last = i + 1 == groups.len();
        let lines = group.lines(&program).chain(is_last.then(|| ("help", HELP.to_owned())));
        list.extend([format!("{header}{}:{header:#}\n", group.heading)]);
        list.extend(
            lines.map(|(name, about)| format!("  {literal}{name:width$}{literal:#}  {about}\n")),
        );
        list.push('\n');
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}\
         {header}Options:{header:#}\n{{options}}{{after-help}}"
    );
    program.help_template(template)
}

/// The program for shell completions, where the line about a command begins with its group.
pub(super) fn for_completions(mut program: Command, groups: &[Group]) -> Command {
    for group in groups {
        for name in group.commands {
            program = program.mut_subcommand(name, |command| {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                command.about(format!("{}: {about}", group.heading))
            });
        }
    }
    program
}

/// Writes the manual page of the program: a section of commands for each group.
pub(super) fn write_manual(
    program: &Command,
    groups: &[Group],
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = clap_mangen::Man::new(program.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    for group in groups {
        let mut only = Command::new(program.get_name().to_owned())
            .disable_help_subcommand(true)
            .subcommand_help_heading(group.heading.to_uppercase());
        for command in group.commands.iter().filter_map(|name| program.find_subcommand(name)) {
            only = only.subcommand(command.clone());
        }
        clap_mangen::Man::new(only).render_subcommands_section(out)?;
    }
    page.render_options_section(out)?;
    page.render_version_section(out)
}

#[cfg(test)]
mod tests {
    use super::for_completions;
    use crate::cli::{Arguments, GROUPS};
    use clap::CommandFactory;
    use clap_complete::{Shell, generate};

    #[test]
    fn each_line_fits_a_terminal_of_80_columns() {
        let program = Arguments::command();
        let lines = || GROUPS.iter().flat_map(|group| group.lines(&program));
        let width = lines().map(|(name, _)| name.len()).max().unwrap();
        for (name, about) in lines() {
            assert!((1..=80 - width - 4).contains(&about.chars().count()), "{name}: {about}");
            assert!(!about.contains(['{', '}']), "{name}: clap reads braces as tags");
        }
    }

    #[test]
    fn each_command_is_in_one_group() {
        let program = Arguments::command();
        let mut commands: Vec<&str> =
            program.get_subcommands().map(clap::Command::get_name).collect();
        let mut grouped: Vec<&str> =
            GROUPS.iter().flat_map(|group| group.commands).copied().collect();
        commands.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, commands);
    }

    #[test]
    fn completions_name_the_group_of_each_command() {
        for shell in [Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
            let mut script = Vec::new();
            let mut program = for_completions(Arguments::command(), GROUPS);
            generate(shell, &mut program, "stance", &mut script);
            let script = String::from_utf8(script).unwrap().replace("\\:", ":");
            for group in GROUPS {
                for (name, about) in group.lines(&Arguments::command()) {
                    let start = about.split(['`', ':']).next().unwrap();
                    let line = format!("{}: {start}", group.heading);
                    assert!(script.contains(&line), "{shell}: {name}");
                }
            }
        }
    }
}
