#!/bin/bash
#SBATCH --job-name=train --nodes=2 --ntasks-per-node=4
#SBATCH --gres=gpu:a100:4 --cpus-per-task=8 --mem=100G -t 1-12:00:00
#SBATCH -p gpu --exclude=bad[01-03] --export=ALL,EPOCHS=3
nodes=$(scontrol show hostnames "$SLURM_JOB_NODELIST")
srun --cpu-bind=cores python train.py --rank "$SLURM_PROCID"
