//! Square matrices, as far as the bounds need them.

/// A square matrix, row by row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    n: usize,
    entries: Vec<f64>,
}

impl Matrix {
    pub(super) fn zero(n: usize) -> Self {
        Self { n, entries: vec![0.0; n * n] }
    }

    pub(super) fn n(&self) -> usize {
        self.n
    }

    pub(super) fn row(&self, i: usize) -> &[f64] {
        &self.entries[i * self.n..(i + 1) * self.n]
    }

    pub(super) fn at(&self, i: usize, j: usize) -> f64 {
        self.entries[i * self.n + j]
    }

    /// Sets an entry and its mirror image.
    pub(super) fn set(&mut self, i: usize, j: usize, number: f64) {
        self.entries[i * self.n + j] = number;
        self.entries[j * self.n + i] = number;
    }

    /// Adds to an entry and to its mirror image.
    pub(super) fn add(&mut self, i: usize, j: usize, number: f64) {
        self.entries[i * self.n + j] += number;
        self.entries[j * self.n + i] += number;
    }

    /// Moves every entry some part of the way to that of another matrix.
    pub(super) fn approach(&mut self, other: &Self, part: f64) {
        for (entry, goal) in self.entries.iter_mut().zip(&other.entries) {
            *entry += part * (goal - *entry);
        }
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.entries.copy_from_slice(&other.entries);
    }

    /// Whether the matrix with this diagonal, and off it the negatives of these entries, is positive
    /// definite; `work` is overwritten.
    ///
    /// Cholesky's factorization. That it succeeds in floating point proves the matrix positive
    /// definite but for an error of about n²·2⁻⁵³ of its diagonal, far below `LEAST` (Higham 2002,
    /// theorem 10.7). Time O(n³).
    pub(super) fn is_definite(&self, diagonal: &[f64], shift: f64, work: &mut Self) -> bool {
        const LEAST: f64 = 1e-8;
        let n = self.n;
        for i in 0..n {
            let (done, rest) = work.entries.split_at_mut(i * n);
            let row = &mut rest[..=i];
            for j in 0..i {
                let other = &done[j * n..=j * n + j];
                row[j] = (-self.at(i, j) - dot(&row[..j], &other[..j])) / other[j];
            }
            let pivot = diagonal[i] + shift - dot(&row[..i], &row[..i]);
            if pivot.is_nan() || pivot < LEAST * (1.0 + diagonal[i].abs()) {
                return false;
            }
            row[i] = pivot.sqrt();
        }
        true
    }
}

/// The inner product, in four sums that the processor can keep apart.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (a_chunks, a_rest) = a.as_chunks::<4>();
    let (b_chunks, b_rest) = b.as_chunks::<4>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        sums = std::array::from_fn(|lane| sums[lane] + a[lane] * b[lane]);
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}
