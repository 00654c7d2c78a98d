"""The same receiver with one defect: a value equal to a limit counts as beyond it. LIM-02 catches it."""
import sys

import receiver

receiver.outside = lambda value, bound, side, inclusive: value >= bound if side == "high" else value <= bound

if __name__ == "__main__":
    receiver.serve(receiver.Receiver(), int(sys.argv[1]) if len(sys.argv) > 1 else 0)
