//! Packs zips byte by byte, so that each can be wrong in a way of its own (APPNOTE 4.3).

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::Write;

/// A file to be packed.
pub struct File {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    pub deflate: bool,
    /// Bit 0 is encryption, bit 11 a name in UTF-8.
    pub flags: u16,
    pub method: Option<u16>,
    pub crc: Option<u32>,
    pub extra: Vec<u8>,
    /// Unix mode, for links.
    pub mode: u32,
}

/// A file that is as it should be.
pub fn file(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> File {
    let (name, data) = (name.as_ref().to_vec(), data.as_ref().to_vec());
    File { name, data, deflate: true, flags: 0x800, method: None, crc: None, extra: Vec::new(), mode: 0o100_644 }
}

pub fn zip(files: &[File]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for file in files {
        let packed = if file.deflate { deflated(&file.data) } else { file.data.clone() };
        let method = file.method.unwrap_or(if file.deflate { 8 } else { 0 });
        let crc = file.crc.unwrap_or_else(|| rawzip::crc32(&file.data));
        let offset = bytes.len() as u32;
        let common = |out: &mut Vec<u8>| {
            out.extend([20, 0]);
            out.extend(file.flags.to_le_bytes());
            out.extend(method.to_le_bytes());
            out.extend([0, 0, 0x21, 0]);
            out.extend(crc.to_le_bytes());
            out.extend((packed.len() as u32).to_le_bytes());
            out.extend((file.data.len() as u32).to_le_bytes());
            out.extend((file.name.len() as u16).to_le_bytes());
            out.extend((file.extra.len() as u16).to_le_bytes());
        };
        bytes.extend(b"PK\x03\x04");
        common(&mut bytes);
        bytes.extend(&file.name);
        bytes.extend(&file.extra);
        bytes.extend(&packed);
        list.extend(b"PK\x01\x02");
        // Made on Unix, so that the mode counts.
        list.extend([20, 3]);
        common(&mut list);
        // No comment, the first disk, no attributes of the kind of text.
        list.extend([0; 6]);
        list.extend((file.mode << 16).to_le_bytes());
        list.extend(offset.to_le_bytes());
        list.extend(&file.name);
        list.extend(&file.extra);
    }
    let start = bytes.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub fn gzipped(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A record of a web archive.
pub fn record(kind: &str, target: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {target}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend(body);
    bytes.extend(b"\r\n\r\n");
    bytes
}

/// A record of what a web server answered.
pub fn response(target: &str, status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 {status}\r\n{headers}\r\n").into_bytes();
    http.extend(body);
    record("response", target, "application/http; msgtype=response", &http)
}
