//! Small pictures of large ones, for looking at a file without opening it (C1). Bytes come from strangers: what takes
//! too much memory, cannot be read or makes the reader fail has no preview, and nothing else happens.

use std::io::Cursor;
use std::panic::catch_unwind;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

/// A larger file is not looked into.
pub const MOST_BYTES: i64 = 40 * 1024 * 1024;
/// The memory that one picture may take while it is read: some 64 megapixels.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
const SMALL: u32 = 240;
const LARGE: u32 = 1600;
const QUALITY: u8 = 82;

/// What is shown of a picture, as JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previews {
    pub small: Vec<u8>,
    pub large: Vec<u8>,
}

/// The previews of a picture; `None` for whatever cannot be shown.
pub fn of(bytes: &[u8]) -> Option<Previews> {
    // A fault in a reader of pictures is no reason to lose the file.
    catch_unwind(|| made(bytes)).ok().flatten()
}

/// A small view alone, as JPEG; `None` for whatever cannot be shown.
pub fn small(bytes: &[u8]) -> Option<Vec<u8>> {
    catch_unwind(|| jpeg(&read(bytes, SMALL)?)).ok().flatten()
}

fn made(bytes: &[u8]) -> Option<Previews> {
    let large = read(bytes, LARGE)?;
    let small = DynamicImage::ImageRgb8(large.clone()).thumbnail(SMALL, SMALL).to_rgb8();
    Some(Previews { small: jpeg(&small)?, large: jpeg(&large)? })
}

/// A picture whose sides are no longer than `most`.
fn read(bytes: &[u8], most: u32) -> Option<RgbImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    // A phone writes how it was held beside the picture.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if picture.width() > most || picture.height() > most {
        picture = picture.thumbnail(most, most);
    }
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Some(on_white(&picture))
}

/// JPEG knows no transparency: what is seen through is white, as paper is.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let seen = picture.to_rgba8();
    let mut paper = RgbImage::new(seen.width(), seen.height());
    for (to, from) in paper.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let mix = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    paper
}

fn jpeg(picture: &RgbImage) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(picture).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture =
            RgbaImage::from_fn(width, height, |x, _| Rgba([200, 0, 0, if x < width / 2 { 255 } else { 0 }]));
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    /// C1: a large picture becomes two that fit, and what is transparent is white.
    #[test]
    fn c1_previews_are_small_and_on_white() {
        let made = of(&png(3000, 1500)).unwrap();
        let large = image::load_from_memory(&made.large).unwrap().to_rgb8();
        assert_eq!((large.width(), large.height()), (1600, 800));
        assert!(large.get_pixel(1500, 400).0.iter().all(|colour| *colour > 250));
        assert!(large.get_pixel(100, 400).0[1] < 40);
        let small = image::load_from_memory(&made.small).unwrap();
        assert_eq!((small.width(), small.height()), (240, 120));
        let alone = image::load_from_memory(&super::small(&png(3000, 1500)).unwrap()).unwrap();
        assert_eq!((alone.width(), alone.height()), (240, 120));
    }

    /// C1: what is no picture, is cut off, or says that it is larger than any memory has no preview.
    #[test]
    fn c1_what_cannot_be_shown_has_no_preview() {
        let whole = png(64, 64);
        let mut huge = whole.clone();
        huge[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
        for bytes in [b"%PDF-1.7".as_slice(), b"", &whole[..40], &huge] {
            assert_eq!(of(bytes), None);
            assert_eq!(small(bytes), None);
        }
    }
}
