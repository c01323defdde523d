//! A picture in a few widths: decoded, turned as its camera said, made smaller and written anew, so that of what cameras and
//! programs write beside the picture (places, names, earlier versions) nothing is left.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits};

/// Names the way in which files are made here. Change it with whatever changes their bytes.
pub const WAY: &str = "broadsheet pictures 1\n";

/// The widths, in pixels: a phone's column, that of a sharp phone or a plain screen, and that of a sharp screen.
const WIDTHS: [u32; 3] = [320, 640, 1280];

/// The most pixels of a picture, 64 million (8,000 by 8,000). Cameras and phones mostly take up to 50.
pub const MOST_PIXELS: u64 = 64_000_000;

/// What JPEG leaves out is hardly seen at this quality, of 100.
const QUALITY: u8 = 80;

/// What is drawn and not taken, a chart or a screen, is kept to the pixel where that takes so many times what JPEG takes.
const SHARP: f64 = 1.5;

/// Profiles of colours are longer than this where they hold tables for printing, which no screen needs.
const LONGEST_PROFILE: usize = 8 << 10;

/// Why nothing can be made of a picture's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// As it stands behind "the picture … ".
    pub what: String,
    /// Whether it is left out by rule, and nothing is wrong with it.
    pub is_rule: bool,
}

impl<T: Into<String>> From<T> for Why {
    fn from(what: T) -> Self {
        Self { what: what.into(), is_rule: false }
    }
}

/// A picture's file whose head was read.
pub struct Original<'a> {
    bytes: &'a [u8],
    format: ImageFormat,
    orientation: Orientation,
    /// As the picture is seen, in pixels.
    pub width: u32,
    /// As the picture is seen, in pixels.
    pub height: u32,
}

/// A file that was made.
pub struct Made {
    /// In pixels.
    pub width: u32,
    /// As in names.
    pub extension: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl<'a> Original<'a> {
    /// Reads what a file says of the picture in it, which takes hardly any time or memory.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Why> {
        let format = format_of(bytes)?;
        guarded(|| {
            let mut decoder = reader(bytes, format).into_decoder().map_err(damaged)?;
            let (width, height) = decoder.dimensions();
            if u64::from(width) * u64::from(height) > MOST_PIXELS {
                return Err(
                    format!("has {width} by {height} pixels, and 64 million is the most; make it smaller").into()
                );
            }
            if width == 0 || height == 0 {
                return Err("has no pixels".into());
            }
            // What cannot be read there turns nothing.
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let (width, height) = if is_on_its_side(orientation) { (height, width) } else { (width, height) };
            Ok(Self { bytes, format, orientation, width, height })
        })
    }

    /// How many pixels there are to decode.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The widths in which it is shown, ascending: never wider than it is.
    pub fn widths(&self) -> Vec<u32> {
        let widest = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        // One that is hardly smaller than the next saves nothing.
        let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| width * 5 <= widest * 4).collect();
        widths.push(widest);
        widths
    }

    /// The height at a width.
    pub fn height_at(&self, width: u32) -> u32 {
        let height = (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2) / u64::from(self.width);
        height.max(1) as u32
    }

    /// Makes the files, in the order of [`widths`](Self::widths).
    pub fn make(&self) -> Result<Vec<Made>, Why> {
        guarded(|| {
            if self.format == ImageFormat::Jpeg && is_cut_off(self.bytes) {
                return Err("is cut off: its end is missing".into());
            }
            let mut decoder = reader(self.bytes, self.format).into_decoder().map_err(damaged)?;
            let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_worth_keeping(profile));
            let mut picture = plain(DynamicImage::from_decoder(decoder).map_err(damaged)?);
            let mut turned = false;
            let mut made = Vec::new();
            for width in self.widths().into_iter().rev() {
                let height = self.height_at(width);
                // Turned once it is small.
                let size = if !turned && is_on_its_side(self.orientation) { (height, width) } else { (width, height) };
                if (picture.width(), picture.height()) != size {
                    // Of the kernels that keep what is sharp the one that asks nothing of the platform's trigonometry.
                    picture = picture.resize_exact(size.0, size.1, FilterType::CatmullRom);
                }
                if !turned {
                    picture.apply_orientation(self.orientation);
                    turned = true;
                }
                let (extension, bytes) = self.encoded(&picture, profile.as_deref())?;
                made.push(Made { width, extension, bytes });
            }
            made.reverse();
            Ok(made)
        })
    }

    fn encoded(&self, picture: &DynamicImage, profile: Option<&[u8]>) -> Result<(&'static str, Vec<u8>), Why> {
        let profile = profile.filter(|_| picture.color().has_color());
        let mut jpeg = Vec::new();
        write(picture, profile, JpegEncoder::new_with_quality(&mut jpeg, QUALITY))?;
        if self.format != ImageFormat::Jpeg {
            let mut png = Vec::new();
            write(
                picture,
                profile,
                PngEncoder::new_with_quality(&mut png, CompressionType::Best, PngFilter::Adaptive),
            )?;
            if png.len() as f64 <= SHARP * jpeg.len() as f64 {
                return Ok(("png", png));
            }
        }
        Ok(("jpg", jpeg))
    }
}

fn write(picture: &DynamicImage, profile: Option<&[u8]>, mut encoder: impl ImageEncoder) -> Result<(), Why> {
    if let Some(profile) = profile {
        // An encoder that takes none shows the usual colours.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    picture.write_with_encoder(encoder).map_err(|error| format!("cannot be written: {error}").into())
}

fn reader(bytes: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Of the widest kind, 16 bits in four channels, and as much again to work with.
    limits.max_alloc = Some(MOST_PIXELS * 16);
    reader.limits(limits);
    reader
}

/// The format, told by the first bytes: names lie.
fn format_of(bytes: &[u8]) -> Result<ImageFormat, Why> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP)) => Ok(format),
        Ok(other) => Err(format!("is in the format {}, which is not read; {TAKEN}", name_of(other)).into()),
        Err(_) => Err(no_format_of(bytes)),
    }
}

/// What a file is that is no picture of any format.
fn no_format_of(bytes: &[u8]) -> Why {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    if start.contains("<svg") {
        let what = "is an SVG, which may hold programs, and is not taken; save it as PNG".to_owned();
        return Why { what, is_rule: true };
    }
    if start.trim_start().starts_with('<') {
        return "is a web page and no picture; it was saved in place of one".into();
    }
    match (bytes.is_empty(), bytes.get(4..8)) {
        (true, _) => "is empty".into(),
        (false, Some(b"ftyp")) => {
            // Behind the kind of file stand those that it can be read as.
            let is_avif = bytes[..bytes.len().min(64)].windows(4).any(|kind| kind == b"avif" || kind == b"avis");
            let name = if is_avif { "AVIF" } else { "HEIC" };
            format!("is in the format {name}, which is not read; {TAKEN}").into()
        }
        _ => format!("is in no format that is read; {TAKEN}").into(),
    }
}

const TAKEN: &str = "save it as JPEG, PNG, WebP or GIF";

fn name_of(format: ImageFormat) -> Cow<'static, str> {
    format.extensions_str().first().map_or("unknown".into(), |extension| extension.to_uppercase().into())
}

fn damaged(error: ImageError) -> Why {
    match error {
        ImageError::Limits(_) => "needs more memory than a picture may; make it smaller".into(),
        // The decoder of JPEG ends what it says with a new line.
        error => format!("is damaged: {}", error.to_string().trim_end()).into(),
    }
}

/// What a foreign decoder panics at is a fault of that picture.
fn guarded<T>(work: impl FnOnce() -> Result<T, Why>) -> Result<T, Why> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("cannot be read: its decoder gave up".into()))
}

fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// In 8 bits, grey or coloured, on white where it lets through what is behind: charts are drawn for white pages, and a dark one
/// would swallow their letters.
fn plain(picture: DynamicImage) -> DynamicImage {
    let color = picture.color();
    if color.has_alpha() {
        let mut rgba = picture.into_rgba8();
        for pixel in rgba.pixels_mut() {
            let [channels @ .., alpha] = &mut pixel.0;
            let alpha = u32::from(*alpha);
            for channel in channels {
                *channel = ((u32::from(*channel) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
            }
            pixel.0[3] = 255;
        }
        let flat = DynamicImage::ImageRgba8(rgba);
        return if color.has_color() { flat.into_rgb8().into() } else { flat.into_luma8().into() };
    }
    if color.has_color() { picture.into_rgb8().into() } else { picture.into_luma8().into() }
}

/// Whether a JPEG has no end: what is missing would be shown as grey.
fn is_cut_off(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    const END: [u8; 2] = [0xff, 0xd9];
    let mut rest = bytes.get(2..).unwrap_or_default();
    // The segments before the first scan say how long they are; what is in them may look like an end.
    while let [0xff, marker, high, low, ..] = *rest {
        if marker == START_OF_SCAN {
            break;
        }
        let length = usize::from(u16::from_be_bytes([high, low])).max(2);
        rest = if marker == 0xff { &rest[1..] } else { rest.get(2 + length..).unwrap_or_default() };
    }
    !rest.windows(2).any(|two| two == END)
}

/// Whether a profile of colours says what browsers would not assume, for a screen.
fn is_worth_keeping(profile: &[u8]) -> bool {
    let is_of_screens = profile.get(16..20) == Some(b"RGB ");
    let is_usual = profile.windows(4).any(|four| four == b"sRGB");
    is_of_screens && !is_usual && profile.len() <= LONGEST_PROFILE
}
