//! A wasm module that counts the instructions it executes: in front of each run of them that is entered at its start and
//! left at its end, their number is added to a global variable.

use anyhow::Result;
use walrus::ir::{BinaryOp, Binop, Const, GlobalGet, GlobalSet, Instr, InstrLocId, InstrSeq, Value, VisitorMut};
use walrus::{ConstExpr, GlobalId, Module, ModuleConfig, ValType};

/// The variable's name among the exports.
const EXPORTED: &str = "instructions";

/// The module with counters, and the variable exported as `instructions`.
pub fn counting(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module: Module = ModuleConfig::new().generate_name_section(false).parse(wasm)?;
    let total = module.globals.add_local(ValType::I64, true, false, ConstExpr::Value(Value::I64(0)));
    module.exports.add(EXPORTED, total);
    for (_, function) in module.funcs.iter_local_mut() {
        let start = function.entry_block();
        walrus::ir::dfs_pre_order_mut(&mut Counter { total }, function, start);
    }
    Ok(module.emit_wasm())
}

struct Counter {
    total: GlobalId,
}

impl VisitorMut for Counter {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut counted = Vec::with_capacity(2 * sequence.instrs.len());
        for run in sequence.instrs.split_inclusive(|(instruction, _)| ends_a_run(instruction)) {
            counted.extend(self.adding(run.len()).map(|instruction| (instruction, InstrLocId::default())));
            counted.extend_from_slice(run);
        }
        sequence.instrs = counted;
    }
}

impl Counter {
    fn adding(&self, instructions: usize) -> [Instr; 4] {
        [
            GlobalGet { global: self.total }.into(),
            Const { value: Value::I64(instructions as i64) }.into(),
            Binop { op: BinaryOp::I64Add }.into(),
            GlobalSet { global: self.total }.into(),
        ]
    }
}

/// Whether what follows an instruction may be reached in another way, or not at all. What a function that is called does
/// not come back from ends everything here.
fn ends_a_run(instruction: &Instr) -> bool {
    use Instr::{Block, Br, BrIf, BrTable, IfElse, Loop, Return, Unreachable};
    matches!(instruction, Block(_) | Loop(_) | IfElse(_) | Br(_) | BrIf(_) | BrTable(_) | Return(_) | Unreachable(_))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use walrus::FunctionBuilder;
    use walrus::ir::UnaryOp;

    /// `function f(n) { while (n) n -= 1 }`: in each round five instructions and the branch that ends it.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        let number = module.locals.add(ValType::I32);
        builder.func_body().block(None, |outer| {
            let end = outer.id();
            outer.loop_(None, |round| {
                let again = round.id();
                round.local_get(number).unop(UnaryOp::I32Eqz).br_if(end);
                round.local_get(number).i32_const(1).binop(BinaryOp::I32Sub).local_set(number).br(again);
            });
        });
        let function = builder.finish(vec![number], &mut module.funcs);
        module.exports.add("f", function);
        module.emit_wasm()
    }

    #[test]
    fn each_run_is_counted_where_it_begins() {
        let counted = Module::from_buffer(&counting(&module()).unwrap()).unwrap();
        let total = counted.exports.iter().find(|export| export.name == EXPORTED);
        assert!(total.is_some_and(|export| matches!(export.item, walrus::ExportItem::Global(_))));
        let mut added = Added::default();
        let (_, function) = counted.funcs.iter_local().next().unwrap();
        walrus::ir::dfs_in_order(&mut added, function, function.entry_block());
        // The block; the loop in it; until the branch out of it; until the branch back.
        assert_eq!(added.0, [1, 1, 3, 5]);
    }

    /// What is added to the total, in the order of the code.
    #[derive(Default)]
    struct Added(Vec<i64>);

    impl<'instr> walrus::ir::Visitor<'instr> for Added {
        fn visit_const(&mut self, constant: &Const) {
            if let Value::I64(value) = constant.value {
                self.0.push(value);
            }
        }
    }
}
