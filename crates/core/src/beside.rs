//! Files that are written where the user said: beside their place first and moved there when they are whole, so that a full
//! disk leaves the older file of that name as it was.

use std::fs::File;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// The folder of a path.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file in the folder of a path, so that moving it is one step. Its rights are those of any new file.
pub(crate) fn begin(path: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".deskbell-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(path)).map_err(|error| Error::io(path, error))
}

/// Moves a file that is whole to its place.
pub(crate) fn finish(file: NamedTempFile, path: &Path) -> Result<()> {
    file.as_file().sync_all().map_err(|error| Error::io(path, error))?;
    file.persist(path).map_err(|error| Error::io(path, error.error))?;
    Ok(())
}

/// Writes a file whose bytes `write` gives. The first error ends it and leaves what was at the path.
pub(crate) fn save(path: &Path, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let mut file = begin(path)?;
    write(file.as_file_mut())?;
    finish(file, path)
}

/// Writes a file of these bytes.
pub(crate) fn save_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    save(path, |file| std::io::Write::write_all(file, bytes).map_err(|error| Error::io(path, error)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// C1, M9: a file that cannot be written to its end takes the place of no other.
    #[test]
    fn c1_m9_what_cannot_be_written_whole_leaves_the_older_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("договір.pdf");
        save_bytes(&path, b"older").unwrap();
        let full = || Error::io(&path, std::io::Error::from(std::io::ErrorKind::StorageFull));
        let failed = save(&path, |file| {
            file.write_all(b"a half").unwrap();
            Err(full())
        });
        assert_eq!(failed.unwrap_err().code(), "io");
        assert_eq!(std::fs::read(&path).unwrap(), b"older");
        save_bytes(&path, b"newer").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"newer");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
