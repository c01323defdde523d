//! What the reader's device keeps of their marks: a database of the browser (IndexedDB), through the crate `idb`.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use idb::request::OpenDatabaseRequest;
use idb::{
    Database, DatabaseEvent, Error, Factory, KeyPath, ObjectStore, ObjectStoreParams, Query, Request, Transaction,
    TransactionMode,
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{describe, property};
use crate::failure::{Failure, Trouble};

/// The version of the database's form. A later one must read what an earlier one wrote.
pub const VERSION: u32 = 1;

/// The marks, each a record of its id, its article's `uri` and its text.
const MARKS: &str = "marks";
const ID: &str = "id";
const SOURCE: &str = "source";
const TEXT: &str = "text";

/// The marks that this device keeps for one archive.
pub struct Store(Database);

/// One mark as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id; another of the same takes its place.
    pub id: String,
    /// The article that it belongs to.
    pub source: String,
    /// The mark itself.
    pub text: String,
}

impl Store {
    /// Opens the marks kept for the archive with this id in the form of a version, [`VERSION`] but for tests, and makes room
    /// for them where there are none yet.
    pub async fn open(archive: &str, version: u32) -> Result<Self, Failure> {
        let off = |error: Error| Failure::new(Trouble::StorageOff, "", error.to_string());
        let name = [archive, MARKS].join(":");
        let mut request = Factory::new().and_then(|factory| factory.open(&name, Some(version))).map_err(off)?;
        request.on_upgrade_needed(|event| {
            // Where this fails the browser takes it all back, and opening fails.
            if let Ok(database) = event.database() {
                make(&database).ok();
            }
        });
        let mut database = opened(request).await?;
        // A newer version of the page in another tab must not wait for this one.
        database.on_version_change(|event| {
            if let Some(database) = event.target().and_then(|target| Database::try_from(target).ok()) {
                database.close();
            }
        });
        Ok(Self(database))
    }

    /// The texts of an article's marks; of all marks where no article is named.
    pub async fn texts(&self, source: Option<&str>) -> Result<Vec<String>, Failure> {
        let ask = |marks: ObjectStore| match source {
            Some(source) => marks.index(SOURCE)?.get_all(Some(Query::Key(JsValue::from_str(source))), None),
            None => marks.get_all(None, None),
        };
        let records = answered(self.marks(TransactionMode::ReadOnly).and_then(|(_, marks)| ask(marks))).await?;
        Ok(Array::from(&records).iter().map(|record| text_of(&record, TEXT)).collect())
    }

    /// The text of the mark with this id, where it is kept.
    pub async fn text(&self, id: &str) -> Result<Option<String>, Failure> {
        let ask = |marks: ObjectStore| marks.get(JsValue::from_str(id));
        let record = answered(self.marks(TransactionMode::ReadOnly).and_then(|(_, marks)| ask(marks))).await?;
        Ok(property(&record, TEXT).and_then(|text| text.as_string()))
    }

    /// Keeps marks, and deletes those with these ids: all of it, or nothing where something goes wrong.
    pub async fn change(&self, put: &[Record], delete: &[&str]) -> Result<(), Failure> {
        let (mut transaction, marks) = self.marks(TransactionMode::ReadWrite).map_err(failure)?;
        let outcome = Outcome::default();
        transaction.on_complete(outcome.settle(true));
        // It comes after each error, and alone where no room is left.
        transaction.on_abort(outcome.settle(false));
        let keep = |Record { id, source, text }: &Record| {
            let record = Object::new();
            for (name, value) in [(ID, id), (SOURCE, source), (TEXT, text)] {
                Reflect::set(&record, &JsValue::from_str(name), &JsValue::from_str(value)).ok();
            }
            marks.put(&record, None).map(drop)
        };
        let forget = |id: &&str| marks.delete(JsValue::from_str(id)).map(drop);
        if let Err(error) = put.iter().try_for_each(keep).and_then(|()| delete.iter().try_for_each(forget)) {
            // The browser tells how it ended whether anyone still waits or not.
            transaction.forget_callbacks();
            transaction.abort().ok();
            return Err(failure(error));
        }
        match outcome.wait().await {
            true => Ok(()),
            false => Err(transaction.error().map_or_else(unknown, |error| named(&error))),
        }
    }

    fn marks(&self, mode: TransactionMode) -> Result<(Transaction, ObjectStore), Error> {
        let transaction = self.0.transaction(&[MARKS], mode)?;
        let marks = transaction.object_store(MARKS)?;
        Ok((transaction, marks))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn make(database: &Database) -> Result<(), Error> {
    let mut params = ObjectStoreParams::new();
    params.key_path(Some(KeyPath::new_single(ID)));
    let marks = database.create_object_store(MARKS, params)?;
    marks.create_index(SOURCE, KeyPath::new_single(SOURCE), None)?;
    Ok(())
}

fn text_of(record: &JsValue, name: &str) -> String {
    property(record, name).and_then(|value| value.as_string()).unwrap_or_default()
}

/// What the browser answers to a request.
async fn answered<R: Request>(request: Result<R, Error>) -> Result<JsValue, Failure> {
    let mut request = request.map_err(failure)?;
    let outcome = Outcome::default();
    request.on_success(outcome.settle(true));
    request.on_error(outcome.settle(false));
    match outcome.wait().await {
        true => request.result().map_err(failure),
        false => Err(request.error().map_err(failure)?.map_or_else(unknown, |error| named(&error))),
    }
}

/// Waits for a database that is being opened, as long as nothing stands in its way.
async fn opened(mut request: OpenDatabaseRequest) -> Result<Database, Failure> {
    let outcome = Outcome::default();
    request.on_success(outcome.settle(true));
    request.on_error(outcome.settle(false));
    let blocked = Rc::new(Cell::new(false));
    request.on_blocked({
        let (blocked, settle) = (blocked.clone(), outcome.settle(false));
        move |event| {
            blocked.set(true);
            settle(event);
        }
    });
    match outcome.wait().await {
        true => request.database().map_err(failure),
        false if blocked.get() => {
            // It is opened after all once the other tab lets go, which nobody waits for.
            request.forget_callbacks();
            Err(Failure::new(Trouble::StorageBlocked, "", ""))
        }
        false => Err(match request.error().map_err(failure)?.map_or_else(unknown, |error| named(&error)) {
            // Firefox and Safari open none where storage is off, and give reasons of many names.
            Failure { kind: Trouble::Storage, reason, .. } => Failure::new(Trouble::StorageOff, "", reason),
            other => other,
        }),
    }
}

/// What went wrong before the browser took up a request.
fn failure(error: Error) -> Failure {
    match &error {
        Error::TransactionOpenFailed(reason) | Error::UpdateFailed(reason) | Error::IndexedDbOpenFailed(reason) => {
            named(reason)
        }
        _ => Failure::new(Trouble::Storage, "", error.to_string()),
    }
}

/// What went wrong, by the name that browsers give it (Indexed Database API 3.0, exceptions).
fn named(error: &JsValue) -> Failure {
    let kind = match text_of(error, "name").as_str() {
        "QuotaExceededError" => Trouble::StorageFull,
        // The connection was closed for a newer version in another tab.
        "VersionError" | "InvalidStateError" => Trouble::StorageTooNew,
        "SecurityError" => Trouble::StorageOff,
        _ => Trouble::Storage,
    };
    Failure::new(kind, "", describe(error))
}

fn unknown() -> Failure {
    Failure::new(Trouble::Storage, "", "")
}

/// Whether something that the browser does went well, once that is known.
#[derive(Clone, Default)]
struct Outcome(Rc<Settled>);

#[derive(Default)]
struct Settled {
    well: Cell<Option<bool>>,
    waiting: RefCell<Option<Waker>>,
}

impl Outcome {
    /// What says how it went; the first to say it is believed.
    fn settle<E>(&self, well: bool) -> impl FnOnce(E) + 'static {
        let settled = self.0.clone();
        move |_| {
            settled.well.set(settled.well.get().or(Some(well)));
            settled.waiting.take().into_iter().for_each(Waker::wake);
        }
    }

    async fn wait(&self) -> bool {
        poll_fn(|context| match self.0.well.get() {
            Some(well) => Poll::Ready(well),
            None => {
                self.0.waiting.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}
