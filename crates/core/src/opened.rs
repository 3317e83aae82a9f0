//! Files that are opened by the system's programs: written into folders of their own among the temporary ones, read-only,
//! since what is changed there would be lost. They are swept when the window comes up and when it ends, and when a client is erased.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::{Error, Office, Result, letters};

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

/// The folder of all that this user opens from an office.
fn parent(office: &Office) -> PathBuf {
    let user = std::env::var_os("USER").or_else(|| std::env::var_os("USERNAME")).unwrap_or_default();
    let whose = format!("{}\0{}", office.data.display(), user.display());
    std::env::temp_dir().join(format!("deskbell-{:.16}", blake3::hash(whose.as_bytes()).to_hex().as_str()))
}

/// Whether that folder is there and nobody else's: among the temporary files anybody may make one of its name, or a link.
fn is_own(parent: &Path) -> bool {
    let Ok(found) = std::fs::symlink_metadata(parent) else { return false };
    #[cfg(unix)]
    let closed = std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o077 == 0;
    #[cfg(not(unix))]
    let closed = true;
    found.is_dir() && closed
}

/// Writes a file of this name, whose bytes `write` gives, and tells where it lies.
pub fn place(office: &Office, name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<PathBuf> {
    let parent = parent(office);
    let folder = parent.join(letters::random_hex(8));
    let io = |error| Error::io(&folder, error);
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(&parent) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && is_own(&parent) => {}
        made => made.map_err(io)?,
    }
    builder.create(&folder).map_err(io)?;
    let path = folder.join(name);
    let mut file = File::create_new(&path).map_err(io)?;
    let written = write(&mut file).and_then(|()| {
        let mut permissions = file.metadata().map_err(io)?.permissions();
        permissions.set_readonly(true);
        file.set_permissions(permissions).map_err(io)
    });
    if written.is_err() {
        drop(file);
        // The error that led here says more.
        let _ = remove(&folder);
    }
    written.map(|()| path)
}

/// Removes whatever was opened; gives the names of what cannot be removed, since a program holds it.
pub fn sweep(office: &Office) -> Vec<String> {
    let parent = parent(office);
    if !is_own(&parent) {
        return Vec::new();
    }
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let found = std::fs::read_dir(folder).into_iter().flatten();
        found.filter_map(|entry| Some(entry.ok()?.path())).collect()
    };
    let mut left = Vec::new();
    for folder in inside(&parent) {
        if let Err(error) = remove(&folder) {
            log::warn!("{} stays: {error}", folder.display());
            let names = inside(&folder);
            left.extend(
                names.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())),
            );
        }
    }
    // It stays where something in it does.
    let _ = std::fs::remove_dir(&parent);
    left.sort();
    left
}

fn remove(folder: &Path) -> std::io::Result<()> {
    // Windows removes nothing that is read-only.
    #[cfg(windows)]
    for entry in std::fs::read_dir(folder)?.flatten() {
        let mut permissions = entry.metadata()?.permissions();
        #[expect(clippy::permissions_set_readonly_false, reason = "Windows has no other rights here")]
        permissions.set_readonly(false);
        std::fs::set_permissions(entry.path(), permissions)?;
    }
    std::fs::remove_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::{is_own, is_program};

    /// E6: among the temporary files anybody may lay a link of this name: what it leads to is not swept.
    #[cfg(unix)]
    #[test]
    fn e6_a_strangers_folder_is_not_swept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = tempfile::tempdir().unwrap();
        let (link, open) = (place.path().join("link"), place.path().join("open"));
        std::fs::set_permissions(place.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        assert!(is_own(place.path()) && !is_own(&link));
        symlink(place.path(), &link).unwrap();
        std::fs::create_dir(&open).unwrap();
        std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o777)).unwrap();
        assert!(!is_own(&link) && !is_own(&open));
    }

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
