//! Lists of documents are read as they were written.

use super::*;
use crate::bytes::Cursor;
use crate::collected::PostingsWriter;
use crate::field_lengths::{FieldLengths, GAP};
use crate::positions::{self, PLACE_BITS};
use crate::ranking;
use crate::set::DocumentSet;
use crate::shapes::Shapes;
use proptest::prelude::*;

const WEIGHTS: [u32; 2] = [32, 16];

/// Documents with their levels and positions, and the lengths of two fields of each document, of which the second counts
/// half as much.
fn list() -> impl Strategy<Value = (Vec<(u32, u8, Vec<u32>)>, FieldLengths)> {
    let lengths = (0..4_u32, prop_oneof![Just(0_u32), 1..9_u32, 1..3_000_u32]);
    let one = (prop_oneof![1..3_u32, 1..400_u32], lengths, prop::collection::vec(any::<u32>(), 1..9), any::<bool>());
    let many = prop_oneof![0..20_usize, 0..500_usize];
    many.prop_flat_map(move |most| prop::collection::vec(one.clone(), 0..=most)).prop_map(|list| {
        let (mut all, mut lengths) = (Vec::new(), Vec::new());
        for (gap, (first, second), chosen, is_full) in list {
            let words = first + second;
            let mut positions: Vec<u32> = match (words, is_full) {
                (0, _) => continue,
                (_, true) => (0..words).collect(),
                (_, false) => chosen.iter().map(|number| number % words).collect(),
            };
            positions.sort_unstable();
            positions.dedup();
            let in_first = positions.partition_point(|position| *position < first);
            let weight = in_first as u64 * 32 + (positions.len() - in_first) as u64 * 16;
            positions.iter_mut().skip(in_first).for_each(|position| *position += GAP);
            lengths.extend(std::iter::repeat_n([7, 9], gap as usize - 1).flatten().chain([first, second]));
            all.push((lengths.len() as u32 / 2 - 1, ranking::level(weight, words), positions));
        }
        (all, FieldLengths::new(2, lengths))
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read((list, lengths) in list(), modulus in 1..50_u32) {
        let mut writer = PostingsWriter::default();
        for (document, level, positions) in &list {
            writer.add(*document, *level, positions.iter().copied());
        }
        let documents = writer.documents().expect("its own");
        let expected: Vec<(u32, u8)> = list.iter().map(|(document, level, _)| (*document, *level)).collect();
        prop_assert_eq!(&documents, &expected);
        let limit = documents.last().map_or(0, |(document, _)| document + 1);
        let (mut bytes, mut positions) = (Vec::new(), Vec::new());
        let shapes = Shapes::new(&lengths, WEIGHTS.to_vec());
        let of_blocks = writer.write_positions(&documents, (&lengths, &shapes), &mut positions).expect("its own");
        write_documents::<true>(&documents, limit, &of_blocks, &mut bytes);

        let of_document = |(document, _, positions): &(u32, u8, Vec<u32>)| {
            let second = lengths.ranges(*document).nth(1).expect("two fields").start;
            let placed = |position: &u32| match position.checked_sub(second) {
                Some(place) => 1 << PLACE_BITS | place,
                None => *position,
            };
            positions.iter().map(|position| (*document, placed(position))).collect::<Vec<_>>()
        };
        let expected_positions: Vec<(u32, u32)> = list.iter().flat_map(of_document).collect();
        let all = DocumentSet::all(limit);
        let mut reader = DocumentsReader::new(&bytes, writer.documents, limit, Beside::Positions);
        let (mut of_block, mut seen, mut found, mut wanted_found) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut chosen = DocumentSet::new(limit);
        let wanted = |document: u32| document.is_multiple_of(modulus);
        documents.iter().filter(|(document, _)| wanted(*document)).for_each(|(document, _)| _ = chosen.insert(*document));
        while let Some(block) = reader.read(&mut of_block).expect("whole") {
            let mut levels = vec![0; of_block.len()];
            block.levels(&bytes, &mut levels).expect("whole");
            let (from, to) = block.positions;
            let positions = &positions[from as usize..to.map_or(positions.len(), |to| to as usize)];
            let take = &mut |document, position| found.push((document, position));
            positions::read(positions, &of_block, &levels, (&shapes, &all), take).expect("whole");
            let take = &mut |document, position| wanted_found.push((document, position));
            positions::read(positions, &of_block, &levels, (&shapes, &chosen), take).expect("whole");
            seen.extend(of_block.drain(..).zip(levels));
        }
        prop_assert_eq!(&seen, &expected);
        prop_assert_eq!(&found, &expected_positions);
        let wanted_positions: Vec<_> = expected_positions.into_iter().filter(|(document, _)| wanted(*document)).collect();
        prop_assert_eq!(wanted_found, wanted_positions);
        let mut each = Vec::new();
        for_each(&bytes, writer.documents, limit, |document, level| each.push((document, level))).expect("whole");
        prop_assert_eq!(each, expected);

        bytes.clear();
        write_documents::<false>(&documents, limit, &[], &mut bytes);
        let mut reader = DocumentsReader::new(&bytes, writer.documents, limit, Beside::Nothing);
        let mut seen = Vec::new();
        while reader.read(&mut seen).expect("whole").is_some() {}
        prop_assert_eq!(seen, documents.iter().map(|(document, _)| *document).collect::<Vec<_>>());
    }

    #[test]
    fn any_bytes_are_read_without_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300), count in 0..700_u32, limit in 0..5_000_u32, (_, lengths) in list()
    ) {
        let mut reader = DocumentsReader::new(&bytes, count, limit, Beside::Positions);
        let mut documents = Vec::new();
        while let Ok(Some(block)) = reader.read(&mut documents) {
            prop_assert!(documents.is_sorted() && documents.iter().all(|document| *document < limit));
            let mut levels = [0; BLOCK];
            let _ = block.levels(&bytes, &mut levels);
            prop_assert!(levels.iter().all(|level| *level < 16));
        }
        prop_assert!(documents.len() <= count as usize + BLOCK);
        let shapes = Shapes::new(&lengths, WEIGHTS.to_vec());
        let documents: Vec<u32> = (0..count.min(BLOCK as u32)).collect();
        let all = DocumentSet::all(count);
        let levels: Vec<u8> = documents.iter().map(|document| bytes.get(*document as usize).map_or(3, |byte| byte % 16)).collect();
        let mut found = 0;
        let _ = positions::read(&bytes, &documents, &levels, (&shapes, &all), &mut |_, _| found += 1);
        prop_assert!(found <= bytes.len() * 64);
        if let Ok(shapes) = Shapes::read(&mut Cursor::new(&bytes), count, vec![16; 3]) {
            let _ = positions::read(&bytes, &documents, &levels, (&shapes, &all), &mut |_, _| ());
        }
    }
}
