//! Pictures that lie in one file with their articles: a zip, a book.

use std::fs;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::Test;
use crate::picture_files::{jpeg, photograph};
use crate::pictures::{articles, names, widths};

/// A zip of articles with their pictures beside them, and a book, came without pictures.
#[test]
fn pictures_come_out_of_a_zip_and_a_book() {
    let text = format!(
        "# Harbour\n\n{}\n\n![Boats](boats.jpg \"The harbour at noon\")\n",
        "The ferry left at noon. ".repeat(4)
    );
    let picture = jpeg(&photograph(500, 300));
    let folder = Test::new().file("in/a.md", &text).file("in/b.md", &text).file("in/boats.jpg", &picture);
    folder.bundle();
    folder.run(&["export", "out", "--format", "epub", "--out", "in/paper.epub"]).success();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in [("n/a.md", text.as_bytes()), ("n/b.md", text.as_bytes()), ("n/boats.jpg", &picture)] {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    folder.write("in/box.zip", zip.finish().unwrap().into_inner());
    for packed in ["in/paper.epub", "in/box.zip"] {
        folder.run(&["bundle", packed, "--out", "packed"]).success();
        let [one, other] = articles(&folder, "packed").try_into().unwrap();
        for article in [&one, &other] {
            let picture = &article["associations"][0];
            assert_eq!(widths(picture), [320, 500], "{packed}: {article}");
            assert_eq!((&picture["caption"], &picture["altText"]), (&"The harbour at noon".into(), &"Boats".into()));
        }
        assert_eq!(names(&folder, "packed/pictures").len(), 2);
        fs::remove_dir_all(folder.path("packed")).unwrap();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.md", SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    folder.write("in/box.zip", zip.finish().unwrap().into_inner());
    folder.run(&["bundle", "in/box.zip", "--out", "packed"]).status(1).says("the picture boats.jpg is not there");
}
