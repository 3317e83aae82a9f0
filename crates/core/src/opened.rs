//! Files that are opened by the system's programs: written into a folder of their own among the temporary ones,
//! read-only, since what is changed there would be lost.

use std::fs::File;
use std::path::PathBuf;

use crate::{Error, Result, letters};

/// Endings that the systems run rather than show, or whose programs run what is in them.
const PROGRAMS: [&str; 12] = [
    "exe com bat cmd msi msp scr pif cpl dll sys inf reg scf jar app xbap",
    // Scripts.
    "vb vbs vbe js jse ws wsf wsc wsh sct hta ps1 ps1xml psm1 psd1 psc1 psc2 sh bash csh ksh zsh fish run",
    "py pyw pyc pyz pl rb ahk au3 command terminal tool scpt scptd applescript workflow action",
    // Pages: opened from the disk they run scripts, and they look like any page that asks for a password.
    "html htm xhtml xht shtml svg svgz mht mhtml",
    // Documents that carry macros, and what spreadsheets load as programs.
    "docm dotm xlsm xltm xlsb xlam xla xll pptm potm ppsm ppam sldm one onepkg slk iqy mdb accdb accde",
    "accdr mde ade adp rtd",
    // Settings, consoles and searches of a system that start something.
    "msc mst jnlp application appref-ms settingcontent-ms library-ms search-ms searchconnector-ms diagcab",
    "diagcfg diagpkg gadget chm hlp wsb theme themepack rdp job prf",
    // Ways to somewhere else.
    "lnk url website webloc inetloc fileloc desktop",
    // What installs.
    "msix msixbundle appx appxbundle appinstaller deb rpm appimage flatpak flatpakref flatpakrepo snap",
    "dmg pkg mpkg mobileconfig apk xpi crx",
    // Disks: what comes out of them bears no mark of having come from outside.
    "iso img vhd vhdx vmdk cab udf",
];

/// Whether opening a file of this name could run it.
pub fn is_program(name: &str) -> bool {
    let ending = name.trim_end_matches(['.', ' ']).rsplit('.').next().unwrap_or_default().to_lowercase();
    name.contains('.') && PROGRAMS.iter().flat_map(|some| some.split(' ')).any(|known| known == ending)
}

/// Writes a file of this name, whose bytes `write` gives, and tells where it lies.
pub fn place(name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("deskbell-{}", letters::random_hex(8)));
    let io = |error| Error::io(&folder, error);
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).map_err(io)?;
    let path = folder.join(name);
    let mut file = File::create_new(&path).map_err(io)?;
    write(&mut file)?;
    let mut permissions = file.metadata().map_err(io)?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions).map_err(io)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::is_program;

    /// M9, C4: what runs, what looks like a page and what carries macros is warned of; what an office reads is not.
    #[test]
    fn m9_c4_what_could_run_is_known_by_its_ending() {
        for name in [
            "setup.exe",
            "рахунок.HTML",
            "logo.svg",
            "кошторис.xlsm",
            "договір.docm",
            "Install.MSIX",
            "a.pdf.lnk",
            "x.one. ",
            "disk.vhdx",
            "console.msc",
            "go.command",
        ] {
            assert!(is_program(name), "{name}");
        }
        for name in [
            "рахунок.pdf",
            "кошторис.xlsx",
            "лист.docx",
            "ескіз.cdr",
            "фото.jpeg",
            "архів.zip",
            "exe",
            "html",
        ] {
            assert!(!is_program(name), "{name}");
        }
    }
}
