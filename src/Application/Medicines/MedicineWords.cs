using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.Medicines;

/// <summary>Doses in words.</summary>
internal static class MedicineWords
{
    /// <summary><c>2.5 ml</c>.</summary>
    public static string Amount(decimal quantity, DoseUnit unit) => $"{Number(quantity)} {Words.Of(unit).ToLowerInvariant()}";

    /// <summary><c>5 to 10 ml</c>, or one number when there is but one.</summary>
    public static string Range(decimal least, decimal most, DoseUnit unit) => least == most ? Amount(most, unit) : $"{Number(least)} to {Amount(most, unit)}";

    /// <summary>Without the zeros that its column keeps.</summary>
    private static string Number(decimal quantity) => quantity.ToString("0.###", CultureInfo.InvariantCulture);
}
