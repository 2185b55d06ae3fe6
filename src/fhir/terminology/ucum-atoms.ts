/** Exponents of length, time, mass, angle, temperature, charge and luminous intensity. */
export type UcumDimension = readonly number[];

type AtomRow = readonly [dimension: UcumDimension, symbols: string];

/** UCUM's prefixes, case-sensitive. */
export const UCUM_PREFIXES = 'Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti'.split(' ');

/** UCUM's unit atoms that take a prefix, by dimension. Source: ucum-essence, csCode. */
export const UCUM_METRIC_ATOMS: readonly AtomRow[] = [
  [[3, 0, 0, 0, 0, 0, 0], 'L l st'],
  [[3, -2, -1, 0, 0, 0, 0], '[G]'],
  [[2, 0, 1, 0, 0, -2, 0], 'H'],
  [[2, 0, 0, 0, 0, 0, 0], 'ar'],
  [[2, -3, 1, 0, 0, 0, 0], 'B[W] B[kW] W'],
  [[2, -2, 1, 0, 0, 0, 0], 'J cal cal_IT cal_[15] cal_[20] cal_m cal_th eV erg'],
  [[2, -2, 1, 0, 0, -1, 0], 'B[10.nV] B[V] B[mV] B[uV] V'],
  [[2, -2, 1, 0, -1, 0, 0], '[k]'],
  [[2, -2, 0, 0, 0, 0, 0], 'Gy RAD REM Sv'],
  [[2, -1, 1, 0, 0, 0, 0], '[h]'],
  [[2, -1, 1, 0, 0, -2, 0], 'Ohm'],
  [[2, -1, 1, 0, 0, -1, 0], 'Mx Wb'],
  [[2, -1, 0, 0, 0, 0, 0], 'St'],
  [[1, 0, 1, 0, 0, -2, 0], '[mu_0]'],
  [[1, 0, 0, 0, 0, 0, 0], '[ly] m pc'],
  [[1, -2, 1, 0, 0, 0, 0], 'N dyn gf'],
  [[1, -2, 0, 0, 0, 0, 0], 'Gal [g]'],
  [[1, -1, 0, 0, 0, 0, 0], '[c]'],
  [[0, 1, 0, 0, 0, 0, 0], 'Bd s'],
  [[0, 0, 1, 0, 0, 0, 0], '[m_e] [m_p] g t u'],
  [[0, 0, 0, 2, 0, 0, 1], 'lm'],
  [[0, 0, 0, 2, 0, 0, 0], 'sr'],
  [[0, 0, 0, 1, 0, 0, 0], 'rad'],
  [[0, 0, 0, 0, 1, 0, 0], 'Cel K'],
  [[0, 0, 0, 0, 0, 1, 0], 'C [e]'],
  [[0, 0, 0, 0, 0, 0, 1], 'cd'],
  [[0, 0, 0, 0, 0, 0, 0], 'B By Np [IU] [iU] bit eq mol osm'],
  [[0, 0, -1, 0, 0, 1, 0], 'R'],
  [[0, -1, 1, 0, 0, -1, 0], 'G T'],
  [[0, -1, 0, 0, 0, 1, 0], 'A Bi Gb'],
  [[0, -1, 0, 0, 0, 0, 0], 'Bq Ci Hz U kat'],
  [[-3, 2, -1, 0, 0, 2, 0], '[eps_0]'],
  [[-3, 0, 1, 0, 0, 0, 0], 'g%'],
  [[-2, 2, -1, 0, 0, 2, 0], 'F'],
  [[-2, 1, -1, 0, 0, 2, 0], 'S mho'],
  [[-2, 0, 0, 2, 0, 0, 1], 'lx ph'],
  [[-2, 0, 0, 0, 0, 0, 1], 'Lmb sb'],
  [[-1, 0, 1, 0, 0, 0, 0], 'tex'],
  [[-1, 0, 0, 0, 0, 0, 0], 'Ky'],
  [[-1, -2, 1, 0, 0, 0, 0], 'B[SPL] Pa bar m[H2O] m[Hg]'],
  [[-1, -1, 1, 0, 0, 0, 0], 'P'],
  [[-1, -1, 0, 0, 0, 1, 0], 'Oe'],
];

/** UCUM's unit atoms that take no prefix, by dimension. Source: ucum-essence, csCode. */
export const UCUM_PLAIN_ATOMS: readonly AtomRow[] = [
  [
    [3, 0, 0, 0, 0, 0, 0],
    '[bbl_us] [bf_i] [bu_br] [bu_us] [cft_i] [cin_i] [cr_i] [crd_us] [cup_m]' +
      ' ' +
      '[cup_us] [cyd_i] [dpt_us] [dqt_us] [drp] [fdr_br] [fdr_us] [foz_br]' +
      ' ' +
      '[foz_m] [foz_us] [gal_br] [gal_us] [gal_wi] [gil_br] [gil_us] [min_br]' +
      ' ' +
      '[min_us] [pk_br] [pk_us] [pt_br] [pt_us] [qt_br] [qt_us] [tbs_m]' +
      ' ' +
      '[tbs_us] [tsp_m] [tsp_us]',
  ],
  [[3, -1, -1, 0, 0, 0, 0], '[MET]'],
  [
    [2, 0, 0, 0, 0, 0, 0],
    '[acr_br] [acr_us] [cml_i] [sct] [sft_i] [sin_i] [smi_us] [srd_us]' + ' ' + '[syd_i] [twp] b',
  ],
  [[2, -3, 1, 0, 0, 0, 0], '[HP]'],
  [[2, -3, 0, 0, 0, 0, 0], '[m/s2/Hz^(1/2)]'],
  [[2, -2, 1, 0, 0, 0, 0], '[Btu] [Btu_39] [Btu_59] [Btu_60] [Btu_IT] [Btu_m] [Btu_th] [Cal]'],
  [
    [1, 0, 0, 0, 0, 0, 0],
    'AU Ao [Ch] [ch_br] [ch_us] [cicero] [didot] [diop] [ft_br] [ft_i]' +
      ' ' +
      '[ft_us] [fth_br] [fth_i] [fth_us] [fur_us] [hd_i] [in_br] [in_i] [in_us]' +
      ' ' +
      '[ligne] [lk_br] [lk_us] [lne] [mesh_i] [mi_br] [mi_i] [mi_us] [mil_i]' +
      ' ' +
      '[mil_us] [nmi_br] [nmi_i] [pc_br] [pca] [pca_pr] [pied] [pnt] [pnt_pr]' +
      ' ' +
      '[pouce] [rch_us] [rd_br] [rd_us] [rlk_us] [smoot] [yd_br] [yd_i] [yd_us]',
  ],
  [[1, -2, 1, 0, 0, 0, 0], '[lbf_av]'],
  [[1, -1, 0, 0, 0, 0, 0], '[kn_br] [kn_i]'],
  [[0, 1, 0, 0, 0, 0, 0], '[S] a a_g a_j a_t d h min mo mo_g mo_j mo_s wk'],
  [
    [0, 0, 1, 0, 0, 0, 0],
    '[car_m] [dr_ap] [dr_av] [gr] [lb_ap] [lb_av] [lb_tr] [lcwt_av] [lton_av]' +
      ' ' +
      '[oz_ap] [oz_av] [oz_m] [oz_tr] [pwt_tr] [sc_ap] [scwt_av] [ston_av]' +
      ' ' +
      '[stone_av]',
  ],
  [[0, 0, 0, 2, 0, 0, 0], 'sph'],
  [[0, 0, 0, 1, 0, 0, 0], "%[slope] ' '' [p'diop] circ deg gon"],
  [[0, 0, 0, 0, 1, 0, 0], '[degF] [degR] [degRe]'],
  [
    [0, 0, 0, 0, 0, 0, 0],
    "% 10* 10^ [APL'U] [AU] [Amb'a'1'U] [BAU] [CCID_50] [CFU] [D'ag'U]" +
      ' ' +
      "[EID_50] [ELU] [EU] [FEU] [FFU] [GPL'U] [HPF] [IR] [LPF] [Lf] [MPL'U]" +
      ' ' +
      "[PFU] [PNU] [TCID_50] [USP'U] [anti'Xa'U] [arb'U] [bdsk'U] [beth'U]" +
      ' ' +
      "[car_Au] [dye'U] [hnsf'U] [hp'_C] [hp'_M] [hp'_Q] [hp'_X] [hp_C] [hp_M]" +
      ' ' +
      "[hp_Q] [hp_X] [ka'U] [knk'U] [kp_C] [kp_M] [kp_Q] [kp_X] [mclg'U] [pi]" +
      ' ' +
      "[ppb] [ppm] [ppth] [pptr] [smgy'U] [tb'U] [todd'U] bit_s",
  ],
  [[-4, -1, 1, 0, 0, 0, 0], "[PRU] [wood'U]"],
  [[-3, 0, 0, 0, 0, 0, 0], '[pH]'],
  [[-1, 0, 1, 0, 0, 0, 0], '[den]'],
  [[-1, -2, 1, 0, 0, 0, 0], "Torr [in_i'H2O] [in_i'Hg] [psi] atm att"],
];
