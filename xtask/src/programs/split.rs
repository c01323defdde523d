//! A program in two parts, the second of which comes late.
//!
//! The first keeps everything that it needs before the second is there. The second takes memory, table and functions of the first, which
//! exports them under numbers, and puts its own functions into their slots of the table and its data into its place in memory: so
//! whatever points there finds them. Binaryen's wasm-split does the same by a list of functions, without data.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::ops::Range;
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportKind, ImportedFunction, Module, ModuleConfig,
};

use super::needs::Late;

/// The module from which the second part takes all that it takes (src/browser/program.rs).
const MODULE: &str = "a";

/// The two parts of a program.
pub fn split(program: &[u8], late: &Late) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut first = parsed(program)?;
    let mut second = parsed(program)?;
    // They are the same module twice, so what comes at the same place in both is the same.
    let functions = twins(first.funcs.iter().map(walrus::Function::id), second.funcs.iter().map(walrus::Function::id));
    let tables = twins(first.tables.iter().map(walrus::Table::id), second.tables.iter().map(walrus::Table::id));
    let globals = twins(first.globals.iter().map(walrus::Global::id), second.globals.iter().map(walrus::Global::id));
    let memories = twins(first.memories.iter().map(walrus::Memory::id), second.memories.iter().map(walrus::Memory::id));
    let is_late = is_late(&first, late);
    ensure!(!is_late.is_empty(), "none of its functions comes late");
    let late_there = functions.iter().filter(|[one, _]| is_late.contains(one)).map(|[_, other]| *other).collect();

    keep_functions(&mut second, &late_there);
    keep_slots(&mut second, &late_there)?;
    keep_data(&mut second, &late.data)?;
    for export in second.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        second.exports.delete(export);
    }
    second.start = None;
    import_state(&mut second);
    walrus::passes::gc::run(&mut second);

    let taken: Vec<_> = second.imports.iter().map(|import| (import.id(), import.kind.clone())).collect();
    for (number, (import, kind)) in taken.into_iter().enumerate() {
        let name = number.to_string();
        let there = second.imports.get_mut(import);
        (there.module, there.name) = (MODULE.to_owned(), name.clone());
        let item: ExportItem = match kind {
            ImportKind::Function(taken) => twin(&functions, taken)?.into(),
            ImportKind::Memory(taken) => twin(&memories, taken)?.into(),
            ImportKind::Table(taken) => twin(&tables, taken)?.into(),
            ImportKind::Global(taken) => twin(&globals, taken)?.into(),
            ImportKind::Tag(_) => bail!("it catches exceptions"),
        };
        first.exports.add(&name, item);
    }
    stop(&mut first, &is_late);
    clear(&mut first, &late.data)?;
    walrus::passes::gc::run(&mut first);
    Ok((first.emit_wasm(), second.emit_wasm()))
}

/// A program with its names, by which its functions are known.
fn parsed(program: &[u8]) -> Result<Module> {
    let mut module = ModuleConfig::new().generate_producers_section(false).parse(program)?;
    let told: Vec<String> = module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    for name in told.iter().filter(|name| name.starts_with("reloc.") || *name == "linking") {
        // Of another program by now.
        module.customs.remove_raw(name);
    }
    Ok(module)
}

/// The functions that come late: those of these names, but for what wasm-bindgen hands out and what others call at once.
fn is_late(module: &Module, late: &Late) -> BTreeSet<FunctionId> {
    let is_named = |function: &&walrus::Function| {
        let is_here = matches!(function.kind, FunctionKind::Local(_));
        is_here && function.name.as_ref().is_some_and(|name| late.functions.contains(name))
    };
    let mut is_late: BTreeSet<FunctionId> = module.funcs.iter().filter(is_named).map(walrus::Function::id).collect();
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    });
    let mut early: Vec<FunctionId> =
        module.funcs.iter().map(walrus::Function::id).filter(|id| !is_late.contains(id)).collect();
    early.extend(exported.filter(|function| is_late.remove(function)));
    while let Some(function) = early.pop() {
        if let FunctionKind::Local(body) = &module.funcs.get(function).kind {
            let mut calls = Calls::default();
            dfs_in_order(&mut calls, body, body.entry_block());
            early.extend(calls.0.into_iter().filter(|called| is_late.remove(called)));
        }
    }
    is_late
}

/// The functions that a body names.
#[derive(Default)]
struct Calls(Vec<FunctionId>);

impl<'a> Visitor<'a> for Calls {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.0.push(*function);
    }
}

/// Takes all functions but these from elsewhere.
fn keep_functions(module: &mut Module, kept: &BTreeSet<FunctionId>) {
    let taken: Vec<FunctionId> =
        module.funcs.iter().map(walrus::Function::id).filter(|id| !kept.contains(id)).collect();
    for id in taken {
        let ty = module.funcs.get(id).ty();
        if matches!(module.funcs.get(id).kind, FunctionKind::Local(_)) {
            let import = module.imports.add(MODULE, "", id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }
}

/// Fills those slots of the tables alone that these functions are in.
fn keep_slots(module: &mut Module, kept: &BTreeSet<FunctionId>) -> Result<()> {
    let mut runs = Vec::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(offset)) } = element.kind else {
            bail!("a part of a table is filled in another way than at the start");
        };
        let ElementItems::Functions(functions) = &element.items else {
            bail!("a part of a table holds what is no function")
        };
        let mut run: Option<(i32, Vec<FunctionId>)> = None;
        for (slot, function) in (offset..).zip(functions) {
            match (&mut run, kept.contains(function)) {
                (Some((_, present)), true) => present.push(*function),
                (None, true) => run = Some((slot, vec![*function])),
                (_, false) => runs.extend(run.take().map(|run| (table, run))),
            }
        }
        runs.extend(run.map(|run| (table, run)));
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for table in module.tables.iter_mut() {
        table.elem_segments.clear();
    }
    for (table, (slot, functions)) in runs {
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(slot)) };
        let id = module.elements.add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(id);
    }
    Ok(())
}

/// Where a segment of data begins.
fn address(data: &walrus::Data) -> Result<u32> {
    match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => Ok(offset as u32),
        _ => bail!("a segment of its data is not put into memory at the start"),
    }
}

/// Puts these stretches of memory alone into their places.
fn keep_data(module: &mut Module, kept: &[Range<u32>]) -> Result<()> {
    let memory = module.memories.iter().next().context("it has no memory")?.id();
    let mut pieces: Vec<(u32, Vec<u8>)> = Vec::new();
    for data in module.data.iter() {
        let start = address(data)?;
        for range in kept {
            let (from, to) = (range.start.saturating_sub(start) as usize, range.end.saturating_sub(start) as usize);
            let Some(bytes) = data.value.get(from..to).filter(|_| range.start >= start) else { continue };
            match pieces.last_mut() {
                Some((before, last)) if before.wrapping_add(last.len() as u32) == range.start => last.extend(bytes),
                _ => pieces.push((range.start, bytes.to_vec())),
            }
        }
    }
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    module.memories.get_mut(memory).data_segments.clear();
    for (start, bytes) in pieces {
        let offset = ConstExpr::Value(Value::I32(start as i32));
        let id = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(id);
    }
    Ok(())
}

/// Takes memory, tables and globals from elsewhere.
fn import_state(module: &mut Module) {
    for id in module.memories.iter().map(walrus::Memory::id).collect::<Vec<_>>() {
        module.memories.get_mut(id).import = Some(module.imports.add(MODULE, "", id));
    }
    for id in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>() {
        module.tables.get_mut(id).import = Some(module.imports.add(MODULE, "", id));
    }
    for id in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>() {
        let import = module.imports.add(MODULE, "", id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
}

/// What comes at the same place in both parts.
fn twins<T>(first: impl Iterator<Item = T>, second: impl Iterator<Item = T>) -> Vec<[T; 2]> {
    first.zip(second).map(|(one, other)| [one, other]).collect()
}

/// What something of the second part is in the first.
fn twin<T: Copy + PartialEq>(twins: &[[T; 2]], second: T) -> Result<T> {
    let found = twins.iter().find(|[_, other]| *other == second);
    found.map(|[one, _]| *one).context("something is in one part alone")
}

/// Leaves of these functions nothing but a stop, for who calls them too early.
fn stop(module: &mut Module, functions: &BTreeSet<FunctionId>) {
    for id in functions {
        let (params, results) = module.types.params_results(module.funcs.get(*id).ty());
        let (params, results) = (params.to_vec(), results.to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.func_body().unreachable();
        let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
}

/// Leaves nothing in these stretches of memory.
fn clear(module: &mut Module, ranges: &[Range<u32>]) -> Result<()> {
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        let data = module.data.get_mut(id);
        let start = address(data)?;
        for range in ranges.iter().filter(|range| range.start >= start) {
            let (from, to) = ((range.start - start) as usize, (range.end - start) as usize);
            if let Some(bytes) = data.value.get_mut(from..to) {
                bytes.fill(0);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ValType;

    /// Where data begins.
    const DATA: u32 = 1024;

    /// A program that calls `before` and, through the first slot of its table, `after`, which calls `alone` and `shared`, as `before` does.
    /// `claimed` is said to come late, but `before` calls it.
    fn program() -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = || ConstExpr::Value(Value::I32(DATA as i32));
        let data = module.data.add(DataKind::Active { memory, offset: offset() }, b"early late. early".to_vec());
        module.memories.get_mut(memory).data_segments.insert(data);
        module.exports.add("memory", memory);
        // One that the second part has no use for, so that it must not be taken for the next.
        module.tables.add_local(false, 1, None, walrus::RefType::EXTERNREF);
        let table = module.tables.add_local(false, 3, None, walrus::RefType::FUNCREF);
        module.exports.add("table", table);
        let ty = module.types.add(&[ValType::I32], &[]);
        let (log, _) = module.add_import_func("./app_bg.js", "log", ty);
        let mut function = |name: &str, calls: &[FunctionId], constant: i32| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
            builder.name(name.to_owned());
            for called in calls {
                builder.func_body().i32_const(constant).call(*called);
            }
            let argument = module.locals.add(ValType::I32);
            builder.finish(vec![argument], &mut module.funcs)
        };
        let shared = function("shared", &[log], 1);
        let claimed = function("claimed", &[], 2);
        let alone = function("alone", &[log], 3);
        let before = function("before", &[shared, claimed], 4);
        let after = function("after", &[alone, shared], 5);
        module.exports.add("before", before);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(0)) };
        let element = module.elements.add(kind, ElementItems::Functions(vec![after, shared, alone]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    fn late(functions: &[&str]) -> Late {
        Late {
            functions: functions.iter().map(|name| (*name).to_owned()).collect(),
            data: vec![DATA + 6..DATA + 11; 1],
        }
    }

    fn own_functions(module: &Module) -> Vec<String> {
        let own = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Local(_)));
        let mut names: Vec<String> = own.filter_map(|function| function.name.clone()).collect();
        names.sort();
        names
    }

    #[test]
    fn each_part_has_what_is_its_own_and_the_second_takes_the_rest() -> Result<()> {
        let (first, second) = split(&program(), &late(&["after", "alone", "claimed"]))?;
        let (first, second) = (parsed(&first)?, parsed(&second)?);
        assert_eq!(own_functions(&second), ["after", "alone"]);
        // What it takes stands under the same number there.
        let exported = |name: &str| first.exports.iter().find(|export| export.name == name).map(|export| &export.item);
        for import in second.imports.iter() {
            assert_eq!(import.module, MODULE);
            let is_kind = match (&import.kind, exported(&import.name).context("nothing is exported so")?) {
                (ImportKind::Function(_), ExportItem::Function(there)) => {
                    let name = first.funcs.get(*there).name.as_deref();
                    // The browser's function, which the first part takes itself, has no name.
                    name.is_none_or(|name| name == "shared" || name == "log")
                }
                (ImportKind::Memory(_), ExportItem::Memory(_)) => true,
                (ImportKind::Table(_), ExportItem::Table(table)) => {
                    first.tables.get(*table).element_ty == walrus::RefType::FUNCREF
                }
                _ => false,
            };
            assert!(is_kind, "{import:?}");
        }
        assert_eq!(second.imports.iter().count(), 4, "memory, table, `shared` and what is the browser's");
        // Its slots, and not those between them.
        let slots: Vec<(i32, usize)> = second
            .elements
            .iter()
            .filter_map(|element| match (&element.kind, &element.items) {
                (
                    ElementKind::Active { offset: ConstExpr::Value(Value::I32(slot)), .. },
                    ElementItems::Functions(functions),
                ) => Some((*slot, functions.len())),
                _ => None,
            })
            .collect();
        assert_eq!(slots, [(0, 1), (2, 1)]);
        let data = |module: &Module| -> Result<Vec<(u32, Vec<u8>)>> {
            module.data.iter().map(|data| Ok((address(data)?, data.value.clone()))).collect()
        };
        assert_eq!(data(&second)?, [(DATA + 6, b"late.".to_vec())]);
        assert_eq!(data(&first)?, [(DATA, b"early \0\0\0\0\0 early".to_vec())]);
        // What is called too early stops the program, and does nothing else.
        let alone = first.funcs.by_name("alone").context("its slot is filled")?;
        let FunctionKind::Local(body) = &first.funcs.get(alone).kind else { bail!("it is no function of its own") };
        let mut calls = Calls::default();
        dfs_in_order(&mut calls, body, body.entry_block());
        assert!(calls.0.is_empty());
        Ok(())
    }

    #[test]
    fn a_program_of_which_nothing_comes_late_is_refused() {
        assert!(split(&program(), &late(&["before", "claimed"])).is_err(), "one is exported, the other called by it");
        assert!(split(b"\0asm", &late(&["after"])).is_err());
    }
}
