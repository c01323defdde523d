//! A day as citations write it.

/// The months' names, the first of the year first: styles speak English.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A year, with its month and day as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Four digits.
    pub year: u32,
    /// From 1.
    pub month: Option<u32>,
    /// From 1; only where there is a month.
    pub day: Option<u32>,
}

impl Day {
    /// Reads `1987`, `1987-02`, `1987-02-26` and what stands behind a `T`; `None` of what is no date.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(['T', ' ']).next()?.split('-');
        let mut number = |least: u32, most: u32, digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            part.parse().ok().filter(|number| (least..=most).contains(number))
        };
        let year = number(1, 9999, 4)?;
        let month = number(1, 12, 2);
        let day = month.and_then(|_| number(1, 31, 2));
        Some(Self { year, month, day })
    }

    /// The month's name.
    pub fn month_name(&self) -> Option<&'static str> {
        MONTHS.get(self.month?.checked_sub(1)? as usize).copied()
    }

    /// Its numbers, as far as they are known.
    pub fn numbers(&self) -> Vec<u32> {
        [Some(self.year), self.month, self.day].into_iter().flatten().collect()
    }

    /// `February 26, 1987`, `February 1987`, `1987`: as Chicago has it.
    pub fn american(&self) -> String {
        let year = self.year.to_string();
        match (self.month_name(), self.day) {
            (Some(month), Some(day)) => [month, " ", &day.to_string(), ", ", &year].concat(),
            (Some(month), None) => [month, " ", &year].concat(),
            (None, _) => year,
        }
    }

    /// `1987, February 26`, `1987, February`, `1987`: as APA has it.
    pub fn year_first(&self) -> String {
        let mut text = self.year.to_string();
        if let Some(month) = self.month_name() {
            text.push_str(", ");
            text.push_str(month);
        }
        if let Some(day) = self.day {
            text.push(' ');
            text.push_str(&day.to_string());
        }
        text
    }

    /// `26 Feb. 1987`: as MLA has it, which cuts months of more than four letters.
    pub fn day_first(&self) -> String {
        let day = self.day.map(|day| day.to_string() + " ").unwrap_or_default();
        let month = match self.month_name() {
            None => String::new(),
            Some("September") => "Sept. ".to_owned(),
            Some(short) if short.len() <= 4 => short.to_owned() + " ",
            Some(long) => long.chars().take(3).collect::<String>() + ". ",
        };
        day + &month + &self.year.to_string()
    }
}
