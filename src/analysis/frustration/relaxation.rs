//! Bounds the frustration of a dense graph from below: a semidefinite relaxation with triangles.
//!
//! In spins x ∈ {±1}ⁿ, frustration is `(Σ|J| − Σ J_ij x_i x_j) / 2`. So a bound from above on the
//! *satisfaction* `Σ J_ij x_i x_j` is one from below on frustration. Relaxed, `x_i x_j` becomes
//! `X_ij = v_i · v_j` of unit vectors, which obey the triangle inequalities
//! `σ_ij X_ij + σ_ik X_ik + σ_jk X_jk ≥ −1` (`σ_ij σ_ik σ_jk = 1`), as in Rendl, Rinaldi & Wiegele 2010
//! ("Biq Mac"). With a multiplier γ ≥ 0 for each triangle and `M = J + Σ γ_t T_t`, every y with
//! Diag(y) − M positive semidefinite proves satisfaction ≤ `½ Σ y_i + Σ γ_t`.
//!
//! What differs from Biq Mac is how good y and γ are found. There, an interior-point method solves a
//! semidefinite program in each step of a bundle method. Here a step is two sweeps of the mixing
//! method (Wang, Chang & Kolter 2017: `v_i ← Σ_j M_ij v_j`, normalized) and one step of γ along the
//! violations; both y and γ are then *averaged* over the steps, as in the theory of subgradient
//! methods, and only the averages are tried as a proof, by a Cholesky factorization. A step costs
//! O(n² · RANK), some 0.1 ms for n = 60, and a thousand come as near as the bundle method does.
//! The proof is a proof however badly the steps went.

use super::{
    super::couplings::{Couplings, Split, float},
    super::random::Random,
    matrix::Matrix,
    triangles::{Triangle, Triangles},
};

/// The dimension of the vectors. Beyond √(2n) the method has no false optima (Boumal, Voroninski &
/// Bandeira 2016); 16 is that of 128 vertices, and near enough for twice as many.
const RANK: usize = 16;

type Vector = [f64; RANK];

/// What one graph's relaxation leaves to those that branch off it.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) vectors: Vec<Vector>,
    pub(super) triangles: Vec<Triangle>,
}

/// The relaxation of one graph, between steps.
#[derive(Debug)]
pub(super) struct Relaxation {
    couplings: Matrix,
    /// Couplings are divided by this, so that their size does not matter.
    scale: f64,
    vectors: Vec<Vector>,
    triangles: Triangles,
    n_steps: u32,
    /// X, and its mean.
    products: Matrix,
    mean_products: Matrix,
    /// y, and its mean.
    diagonal: Vec<f64>,
    mean_diagonal: Vec<f64>,
    /// M, or that of the mean multipliers.
    charged: Matrix,
    work: Matrix,
}

/// The first step along the violations, in couplings; it shrinks with the root of the steps.
const STRIDE: f64 = 0.05;

/// After so many steps the stride has shrunk by √2.
const HALF_STRIDE: f64 = 200.0;

/// The mean is over about the last fifth of the steps.
const RECENT: f64 = 5.0;

/// Steps between two looks for violated triangles.
const SEPARATION: u32 = 20;

/// A relaxation that goes on from another's trace counts this many steps as taken.
const HEAD_START: u32 = 60;

/// Sweeps over the vectors in each step.
const SWEEPS: usize = 2;

impl Trace {
    /// The trace for the graph of `n` vertices where these vertices went.
    pub(super) fn moved(&self, n: usize, place: &[(u32, i8)]) -> Self {
        let mut vectors = vec![[0.0; RANK]; n];
        for (vector, &(to, sign)) in self.vectors.iter().zip(place) {
            let sum = &mut vectors[to as usize];
            *sum = std::array::from_fn(|at| sum[at] + f64::from(sign) * vector[at]);
        }
        for vector in &mut vectors {
            *vector = normalized(*vector).unwrap_or(*vector);
        }
        let triangles = self.triangles.iter().filter_map(|triangle| triangle.moved(place));
        Self { vectors, triangles: triangles.collect() }
    }
}

impl Relaxation {
    /// The relaxation of a graph; with a trace, it goes on from there.
    pub(super) fn new(graph: &Couplings, scale: f64, trace: Option<Trace>) -> Self {
        let n = graph.n();
        let mut couplings = Matrix::zero(n);
        for (a, b, coupling) in graph.edges() {
            couplings.add(a as usize, b as usize, float(coupling) / scale);
        }
        let n_steps = if trace.is_some() { HEAD_START } else { 0 };
        let Trace { vectors, triangles } =
            trace.unwrap_or_else(|| Trace { vectors: scattered(n), triangles: Vec::new() });
        Self {
            scale,
            n_steps,
            products: Matrix::zero(n),
            mean_products: Matrix::zero(n),
            diagonal: vec![0.0; n],
            mean_diagonal: vec![0.0; n],
            charged: couplings.clone(),
            work: Matrix::zero(n),
            vectors,
            triangles: Triangles::new(triangles),
            couplings,
        }
    }

    /// The vectors and the mean multipliers.
    pub(super) fn into_trace(self) -> Trace {
        Trace { vectors: self.vectors, triangles: self.triangles.into_means() }
    }

    /// The mean of `v_i · v_j`: towards 1 when i and j belong together, towards −1 when they do not.
    pub(super) fn affinity(&self) -> &Matrix {
        &self.mean_products
    }

    /// Takes some steps. Time O(n² · RANK + triangles) each, and O(n³) for each separation.
    pub(super) fn run(&mut self, n_steps: u32) {
        for _ in 0..n_steps {
            self.step();
        }
    }

    fn step(&mut self) {
        let steps = f64::from(self.n_steps);
        let part = (RECENT / (steps + 1.0)).min(1.0);
        self.multiply_vectors();
        self.mean_products.approach(&self.products, part);
        if self.n_steps >= SEPARATION && self.n_steps.is_multiple_of(SEPARATION) {
            self.triangles.separate(&self.mean_products);
        }
        let stride = STRIDE * (HALF_STRIDE / (HALF_STRIDE + steps)).sqrt();
        self.charged.copy_from(&self.couplings);
        self.triangles.charge(&self.products, stride, part, &mut self.charged);
        for _ in 0..SWEEPS {
            self.sweep();
        }
        for (mean, y) in self.mean_diagonal.iter_mut().zip(&self.diagonal) {
            *mean += part * (y - *mean);
        }
        self.n_steps += 1;
    }

    fn multiply_vectors(&mut self) {
        for i in 1..self.vectors.len() {
            for j in 0..i {
                let product = inner(&self.vectors[i], &self.vectors[j]);
                self.products.set(i, j, product);
            }
        }
    }

    fn sweep(&mut self) {
        for i in 0..self.vectors.len() {
            let mut pull = [0.0; RANK];
            for (charge, vector) in self.charged.row(i).iter().zip(&self.vectors) {
                pull = std::array::from_fn(|at| pull[at] + charge * vector[at]);
            }
            self.diagonal[i] = inner(&pull, &pull).sqrt();
            if let Some(vector) = normalized(pull) {
                self.vectors[i] = vector;
            }
        }
    }

    /// Whether the steps so far prove that no split satisfies `satisfaction` units or more.
    pub(super) fn proves_below(&mut self, satisfaction: f64) -> bool {
        let room = satisfaction / self.scale - self.prepare();
        let shift = 2.0 * room / float_of(self.vectors.len()) - MARGIN;
        shift > 0.0 && self.charged.is_definite(&self.mean_diagonal, shift, &mut self.work)
    }

    /// A bound on what any split satisfies, in units. Time O(n³).
    pub(super) fn bound(&mut self) -> f64 {
        let unshifted = self.prepare();
        let (mut low, mut high) = (0.0, MARGIN);
        while !self.charged.is_definite(&self.mean_diagonal, high, &mut self.work) {
            (low, high) = (high, 4.0 * high + 0.01);
            if high > HOPELESS {
                return f64::INFINITY;
            }
        }
        while high - low > 0.01 * high + MARGIN {
            let middle = f64::midpoint(low, high);
            if self.charged.is_definite(&self.mean_diagonal, middle, &mut self.work) {
                high = middle;
            } else {
                low = middle;
            }
        }
        self.scale * (unshifted + 0.5 * (high + MARGIN) * float_of(self.vectors.len()))
    }

    /// Charges the couplings with the mean multipliers; what the bound is before the diagonal is
    /// shifted to make a definite matrix.
    fn prepare(&mut self) -> f64 {
        self.charged.copy_from(&self.couplings);
        let charge = self.triangles.charge_means(&mut self.charged);
        0.5 * self.mean_diagonal.iter().sum::<f64>() + charge
    }

    /// Splits by random planes through the vectors' origin.
    pub(super) fn rounded(&self, random: &mut Random) -> Split {
        let normal: Vector = std::array::from_fn(|_| random.unit() - 0.5);
        let side = |vector: &Vector| if inner(vector, &normal) < 0.0 { -1 } else { 1 };
        self.vectors.iter().map(side).collect()
    }
}

/// Shifts beyond this are not tried: bounds that need them are worth nothing.
const HOPELESS: f64 = 1e9;

/// Bounds keep this distance, in couplings per vertex, from what floating point says.
const MARGIN: f64 = 1e-7;

/// Unit vectors in seeded random directions.
fn scattered(n: usize) -> Vec<Vector> {
    let mut random = Random::new(0);
    let mut scatter = || {
        let vector: Vector = std::array::from_fn(|_| random.unit() - 0.5);
        normalized(vector).unwrap_or(vector)
    };
    (0..n).map(|_| scatter()).collect()
}

/// The inner product, in four sums that the processor can keep apart.
fn inner(a: &Vector, b: &Vector) -> f64 {
    let mut sums = [0.0; 4];
    for start in (0..RANK).step_by(4) {
        sums = std::array::from_fn(|lane| sums[lane] + a[start + lane] * b[start + lane]);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// The unit vector in a direction; none in that of 0.
fn normalized(vector: Vector) -> Option<Vector> {
    let length = inner(&vector, &vector).sqrt();
    (length > 0.0).then(|| vector.map(|coordinate| coordinate / length))
}

/// A count as a float.
#[expect(clippy::cast_precision_loss, reason = "counts of vertices are far below 2⁵³")]
const fn float_of(count: usize) -> f64 {
    count as f64
}
