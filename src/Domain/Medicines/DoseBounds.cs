namespace PupilSupport.Domain.Medicines;

/// <summary>What a quantity of a medicine can be: the columns take nine digits, three of them decimals.</summary>
public static class DoseBounds
{
    public const double Min = 0.001;
    public const double Max = 999_999.999;
    public const int Places = 3;
}
